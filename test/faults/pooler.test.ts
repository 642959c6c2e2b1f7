import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { createClient, newUser, type Sent } from '../support/client.ts';
import { databaseOf } from '../support/databases.ts';
import { startPgBouncer } from '../support/pgbouncer.ts';
import { startProcess } from '../support/process.ts';
import { withPrograms } from '../support/programs.ts';
import { newDatabase } from '../support/server.ts';
import { startStatementProxy } from '../support/statement-proxy.ts';
import { observed } from './observed.ts';
import { expectSuitePasses } from './run-suite.ts';

const tenMinutes = 600_000;
const installed = 'pgbouncer';
const newer = process.env.TEST_PGBOUNCER || installed;

test('there is a PgBouncer that knows prepared statements', () => {
  const version = spawnSync(newer, ['--version'], { env: withPrograms, encoding: 'utf8' }).stdout ?? '';
  const [, minor] = /PgBouncer 1\.(\d+)/.exec(version) ?? [];
  const mend = `These tests need PgBouncer 1.21 or later, and ${newer} is ${version || 'not there'}. Install Debian 13's package pgbouncer, or set TEST_PGBOUNCER to what .ci/pgbouncer builds.`;
  expect(Number(minor), mend).toBeGreaterThanOrEqual(21);
});

async function start(program: string, preparedStatements?: number) {
  const pooler = await startPgBouncer(inject('postgres') as string, {
    program,
    ...(preparedStatements !== undefined && { preparedStatements }),
  });
  onTestFinished(pooler.stop);
  return pooler.url;
}

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** @returns how many transactions went through the pooler */
async function transactions(url: string): Promise<number> {
  // Its own database of this name knows the simple protocol alone, and so does a query without parameters.
  const { rows } = await (await connect(url.replace(/[^/]*$/, 'pgbouncer'))).query('show stats');
  return rows.reduce((sum, { total_xact_count }) => sum + Number(total_xact_count), 0);
}

describe.each([
  ['with prepared statements off', installed, undefined],
  ['with prepared statements on', newer, 200],
])('PgBouncer %s', (name, program, preparedStatements) => {
  test('serves the whole suite', { timeout: tenMinutes }, async () => {
    const url = await start(program, preparedStatements);
    await expectSuitePasses({
      TEST_DATABASE_URL: inject('postgres') as string,
      TEST_POOLER_URL: url,
    });
    expect(await transactions(url)).toBeGreaterThan(1000);
    observed(
      `PgBouncer ${name} stands in between, in transaction mode`,
      'what it sees without: the whole suite passes',
      'what it holds without',
    );
  });
});

/** @returns whether a named statement can be used again on another connection to PostgreSQL than it was prepared on */
async function keepsNamed(url: string): Promise<boolean> {
  const [client, other] = [await connect(url), await connect(url)];
  const named = { name: 'one', text: 'select $1::int', values: [1] };
  await client.query(named);
  // Takes the only connection that there is.
  await other.query('begin');
  return client.query(named).then(
    () => true,
    ({ code }) => {
      expect(code).toBe('26000');
      return false;
    },
  );
}

test('a named statement is known on every connection where prepared statements are on, and nowhere else', async () => {
  expect(await keepsNamed(await start(newer, 200))).toBe(true);
  expect(await keepsNamed(await start(newer, 0))).toBe(false);
  observed(
    'PgBouncer does not know prepared statements',
    'nothing: the server names no statement, and sets nothing that would have to last longer than a transaction',
    'what it holds without',
  );
});

describe('the connection between PgBouncer and PostgreSQL', () => {
  async function startBehind() {
    const { hostname, port, username } = new URL(inject('postgres') as string);
    const proxy = await startStatementProxy({ hostname, port: Number(port) });
    onTestFinished(() => proxy.close());
    const through = await startPgBouncer(`postgresql://${username}@127.0.0.1:${proxy.port}/postgres`, {
      program: installed,
    });
    onTestFinished(through.stop);
    const direct = await newDatabase();
    const pooled = databaseOf(through.url, new URL(direct.DATABASE_URL as string).pathname.slice(1));
    const server = await startProcess({ DATABASE_URL: pooled, DATABASE_DIRECT_URL: direct.DATABASE_URL as string });
    const client = createClient(server.url);
    onTestFinished(() => client.close());
    return { proxy, client, tasks: `/api/${newUser()}/tasks` };
  }

  test.each(['before', 'after'] as const)('is cut %s each statement', async (moment) => {
    const { proxy, client, tasks } = await startBehind();
    const total = async () => (await client.get(`${tasks}?include=total`)).body.total;
    /** Cuts it at a statement of a request. */
    const cutAt = async (at: number, send: () => Promise<Sent>) => {
      // A connection to PostgreSQL that is there already is the one that is used.
      await total();
      const held = proxy.hold(at, moment);
      const answered = send();
      await held;
      proxy.cut();
      return answered;
    };
    expect((await cutAt(1, () => client.get(tasks))).status).toBe(200);

    const plain = await cutAt(1, () => client.post(tasks, { title: 'Plain' }));
    expect([plain.status, plain.body.outcome]).toEqual([503, 'unknown']);
    expect(await total()).toBe(moment === 'after' ? 1 : 0);

    for (let at = 1; at <= 5; at++) {
      const before = await total();
      const header = { 'idempotency-key': randomUUID() };
      const keyed = await cutAt(at, () => client.post(tasks, { title: 'Keyed' }, header));
      expect([at, keyed.status, await total()]).toEqual([at, 201, before + 1]);
    }
    observed(
      `the connection between PgBouncer and PostgreSQL is cut ${moment} each statement`,
      'a read and a keyed write are done; of another write, 503: the outcome is not known',
      'each write once, or not at all if it was not keyed',
    );
  });

  test('is refused', async () => {
    const { proxy, client, tasks } = await startBehind();
    expect((await client.post(tasks, { title: 'First' })).status).toBe(201);
    proxy.refuse();
    const refused = await Promise.all([client.get(tasks), client.post(tasks, { title: 'Never' })]);
    for (const { status, headers } of refused) expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect((await client.get('/readyz')).status).toBe(503);
    await proxy.accept();
    await expect.poll(async () => (await client.get('/readyz')).status, { timeout: 30_000 }).toBe(200);
    expect((await client.get(tasks)).body.items).toHaveLength(1);
    observed(
      'PgBouncer is there, and PostgreSQL refuses it',
      '503 with `Retry-After`, `/readyz` 503; then served again',
      'nothing that was answered 503',
    );
  });
});
