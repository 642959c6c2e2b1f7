import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';
import { type Certificate, newAuthority } from '../support/certificates.ts';
import { createClient, newUser } from '../support/client.ts';
import { execute } from '../support/databases.ts';
import { type Postgres, startOwnPostgres } from '../support/postgres.ts';
import { startProcess } from '../support/process.ts';
import { newDatabase, startInProcess } from '../support/server.ts';
import { startTlsProxy } from '../support/tls-proxy.ts';
import { observed } from './observed.ts';

/** Ada comes with TLS or without, by SCRAM; Bob is asked for his password in clear, and Carol for nothing. */
const hba = `
hostnossl all postgres 127.0.0.1/32 trust
host all ada 127.0.0.1/32 scram-sha-256
host all bob 127.0.0.1/32 password
host all carol 127.0.0.1/32 trust
`;
const users = ['ada', 'bob', 'carol'];

const folder = mkdtempSync(join(tmpdir(), 'task-api-connections-'));
chmodSync(folder, 0o755);
writeFileSync(join(folder, 'pg_hba.conf'), hba);
const authority = newAuthority();
const good = authority.sign('localhost');
let postgres: Postgres;

/** Starts a PostgreSQL with this certificate, or without TLS, that has a database for each user. */
async function start(certificate?: Certificate): Promise<Postgres> {
  const tls = certificate && { ssl: 'on', ssl_cert_file: certificate.cert, ssl_key_file: certificate.key };
  const started = await startOwnPostgres({ hba_file: join(folder, 'pg_hba.conf'), ...tls });
  for (const user of users) {
    await execute(started.url, `create role ${user} login password 'secret'`);
    await execute(started.url, `create database ${user} owner ${user}`);
  }
  return started;
}

beforeAll(async () => {
  postgres = await start(good);
});
afterAll(async () => {
  await postgres.stop();
  authority.remove();
  rmSync(folder, { recursive: true });
});

const portOf = ({ url }: Postgres) => Number(new URL(url).port);
const trusted = `sslrootcert=${authority.cert}`;
const urlOf = (port: number, parameters: string, user = 'ada') =>
  `postgresql://${user}:secret@localhost:${port}/${user}?${parameters}`;

/** Starts as the server does, up to the database, and says whether the connection has TLS. */
async function connect(url: string): Promise<'TLS' | 'no TLS'> {
  const { database } = await prepareDatabase(readConfig({ DATABASE_URL: url }));
  const { rows } = await sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`
    .execute(database.fork().getKysely())
    .finally(database.close);
  return rows[0]?.ssl ? 'TLS' : 'no TLS';
}

test('sslmode decides on TLS', async () => {
  const modes = {
    [`sslmode=verify-full&${trusted}`]: 'TLS',
    [`sslmode=require&${trusted}`]: 'TLS',
    'uselibpqcompat=true&sslmode=require': 'TLS',
    'sslmode=disable': 'no TLS',
    '': 'no TLS',
  };
  for (const [parameters, tls] of Object.entries(modes)) {
    expect([parameters, await connect(urlOf(portOf(postgres), parameters))]).toEqual([parameters, tls]);
  }
  await expect(connect(urlOf(portOf(postgres), `sslmode=verify-full&sslrootcert=${folder}/none`))).rejects.toThrow(
    /Cannot use .*which DATABASE_URL names: ENOENT: .*none/,
  );
  observed(
    'TLS with `sslmode=verify-full` or `require`, and none with `disable`',
    'a server that starts and serves',
    'it was connected to as the URL says',
  );
});

test.each<[string, () => Certificate, string, RegExp]>([
  ['of another host', () => authority.sign('elsewhere'), trusted, /Host: localhost. is not in the cert's altnames/],
  ['that has expired', () => authority.sign('localhost', -1), trusted, /certificate has expired/],
  ['of an unknown authority', () => authority.sign('localhost'), '', /unable to (verify|get).*certificate/],
  ['that it signed itself', () => authority.selfSigned('localhost'), trusted, /self-signed certificate/],
])('a certificate %s is refused', async (name, certificate, parameters, why) => {
  const other = await start(certificate());
  onTestFinished(other.stop);
  for (const mode of ['verify-full', 'require']) {
    const refused = connect(urlOf(portOf(other), `sslmode=${mode}&${parameters}`));
    await expect(refused).rejects.toThrow(why);
    await expect(refused).rejects.toThrow(/Cannot trust PostgreSQL at localhost.*in DATABASE_URL.*sslrootcert=/);
    await expect(refused).rejects.not.toThrow('secret');
  }
  // As libpq understands it, require asks for TLS and for no proof of who is there.
  expect(await connect(urlOf(portOf(other), 'uselibpqcompat=true&sslmode=require'))).toBe('TLS');
  observed(
    `PostgreSQL shows a certificate ${name}`,
    'nothing: the server does not start, and says what is wrong with the certificate and where to mend it',
    'nobody logged in',
  );
});

test('a server without TLS is refused where TLS is asked for', async () => {
  const plain = await start();
  onTestFinished(plain.stop);
  await expect(connect(urlOf(portOf(plain), `sslmode=verify-full&${trusted}`))).rejects.toThrow(
    /does not support SSL connections. Turn TLS on there, or say sslmode=disable in DATABASE_URL/,
  );
  await expect(connect(urlOf(portOf(plain), 'channel_binding=require'))).rejects.toThrow('channel binding');
  expect(await connect(urlOf(portOf(plain), 'channel_binding=prefer'))).toBe('no TLS');
  observed(
    'PostgreSQL has no TLS, and the URL asks for it',
    'nothing: the server does not start, and says so',
    'nobody logged in',
  );
});

/** @returns a proxy that has a good certificate, though it is not PostgreSQL */
async function startBetween(withTls: boolean) {
  const proxy = await startTlsProxy(portOf(postgres), authority.sign('localhost'), withTls);
  onTestFinished(proxy.close);
  return proxy;
}

test('who stands in between with a good certificate is found out by channel binding', async () => {
  const between = await startBetween(true);
  const url = (binding: string) => urlOf(between.port, `sslmode=verify-full&${trusted}&channel_binding=${binding}`);
  expect(await connect(url('disable'))).toBe('TLS');
  expect(between.sent()).not.toContain('SCRAM-SHA-256-PLUS');
  for (const binding of ['prefer', 'require']) {
    await expect(connect(url(binding))).rejects.toThrow('SCRAM channel binding check failed');
  }
  expect(between.sent()).toContain('SCRAM-SHA-256-PLUS');
  const straight = urlOf(portOf(postgres), `sslmode=verify-full&${trusted}&channel_binding=require`);
  expect(await connect(straight)).toBe('TLS');
  observed(
    'Somebody with a certificate that the authority has signed stands between the server and PostgreSQL',
    'nothing: with `channel_binding=require` the server does not start; without, it would not notice',
    'the login was refused',
  );
});

test('channel_binding=require tells nothing to who does not offer it', async () => {
  const between = await startBetween(false);
  const url = (user: string, binding: string) =>
    urlOf(between.port, `sslmode=verify-full&${trusted}&channel_binding=${binding}`, user);
  for (const user of users) {
    await expect(connect(url(user, 'require'))).rejects.toThrow(
      /which DATABASE_URL names: The server does not offer channel binding/,
    );
  }
  expect(between.sent()).not.toContain('SCRAM');
  expect(between.sent()).not.toContain('secret');
  expect(await connect(url('bob', 'prefer'))).toBe('no TLS');
  expect(between.sent()).toContain('secret');
  observed(
    'A server asks for the password in clear, or by SCRAM without channel binding, and the URL has `channel_binding=require`',
    'nothing: the server does not start, and says what to do',
    'it was told neither the password nor a proof of it',
  );
});

test('connections that died while nobody used them do no harm', async () => {
  const environment = await newDatabase();
  const server = await startProcess(environment);
  const client = createClient(server.url);
  onTestFinished(client.close);
  const { database, close } = await startInProcess(environment);
  onTestFinished(close);
  const others = sql`from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  const tasks = `/api/${newUser()}/tasks`;
  for (let made = 1; made <= 5; made++) {
    await Promise.all(Array.from({ length: 5 }, () => client.get(tasks)));
    const killed = await sql`select pg_terminate_backend(pid) ${others}`.execute(database.fork().getKysely());
    expect(killed.rows.length).toBeGreaterThan(1);
    const left = async () => (await sql`select 1 ${others}`.execute(database.fork().getKysely())).rows.length;
    await expect.poll(left).toBe(0);
    // What PostgreSQL has said of it has then been read, in the turn of the event loop before the second.
    for (let turn = 1; turn <= 2; turn++) await client.get('/livez');
    expect((await client.post(tasks, { title: 'A task' })).status).toBe(201);
    expect((await client.get(`${tasks}?include=total`)).body.total).toBe(made);
  }
  observed('Every connection is ended while nobody uses it', 'nothing: 200 and 201', 'all of it, once');
});
