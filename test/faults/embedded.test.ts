import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createClient, newUser } from '../support/client.ts';
import { run, startProcess } from '../support/process.ts';
import { observed } from './observed.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'task-api-embedded-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(folder: string) {
  const server = await startProcess({ DATABASE_DATA_DIR: folder });
  const client = createClient(server.url);
  onTestFinished(client.close);
  return { ...server, client };
}

/** @returns how many tasks there were when they were last vacuumed or analyzed, -1 if they never were */
async function rowsByStatistics(folder: string): Promise<number | undefined> {
  const database = await openDatabase(readConfig({ DATABASE_DATA_DIR: folder }));
  const statement = sql<{ rows: number }>`select reltuples::int as rows from pg_class where oid = 'task'::regclass`;
  const { rows } = await statement.execute(database.fork().getKysely());
  await database.close();
  return rows[0]?.rows;
}

test('200 for 200,000 writes, and the write-ahead log stays bounded', { timeout: 900_000 }, async () => {
  const folder = newFolder();
  const { client, stop } = await start(folder);
  const user = newUser();
  const megabytesOfLog = () =>
    readdirSync(join(folder, 'pg_wal'), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((bytes, { parentPath, name }) => {
        return bytes + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0);
      }, 0) / 1e6;
  const batch = async (operations: object[]): Promise<string[]> => {
    const { status, body } = await client.post(`/api/${user}/tasks/batch`, { operations });
    expect(status).toBe(200);
    most = Math.max(most, megabytesOfLog());
    expect(most).toBeLessThan(128);
    return body.results.map(({ task }: { task: { id: string } }) => task.id);
  };
  let most = 0;
  for (let round = 0; round < 1000; round++) {
    const ids = await batch(Array.from({ length: 100 }, (_, n) => ({ op: 'create', task: { title: `Task ${n}` } })));
    await batch(
      ids.map((task_id, n) =>
        n < 50 ? { op: 'delete', task_id } : { op: 'update', task_id, changes: { title: 'Changed' } },
      ),
    );
  }
  const total = async (filter: string) =>
    (await client.get(`/api/${user}/tasks?limit=1&include=total&${filter}`)).body.total;
  expect(await total('q=Changed')).toBe(50_000);
  expect(await total('deleted=true')).toBe(50_000);
  expect(await stop('SIGTERM')).toBe(0);
  expect(await rowsByStatistics(folder)).toBeGreaterThan(50_000);
  console.log(`the write-ahead log took ${Math.round(most)} MB at most, ${Math.round(megabytesOfLog())} MB at the end`);
  observed(
    '200,000 writes as fast as batches of 100 bring them',
    'each batch answered 200',
    'all of them, with statistics of them; the write-ahead log took less than 128 MB all the time',
  );
});

// What is there, in the order in which it comes, when the process is killed.
const stages = ['server.lock', 'pg_wal', 'base/1', 'base/5/1255', 'PG_VERSION.unfinished', 'PG_VERSION'];

test('kill -9 during the first start, and the next one begins anew', async () => {
  let unfinished = 0;
  for (const stage of stages) {
    const folder = newFolder();
    const first = run({ PORT: '0', DATABASE_DATA_DIR: folder });
    onTestFinished(() => void first.kill('SIGKILL'));
    const exists = (file: string) => existsSync(join(folder, file));
    while (!exists(stage) && !exists('PG_VERSION')) await wait(1);
    first.kill('SIGKILL');
    await once(first, 'exit');
    if (!exists('PG_VERSION')) unfinished++;
    const { client, stop } = await start(folder);
    const user = newUser();
    const { status, body: task } = await client.post(`/api/${user}/tasks`, { title: stage });
    expect(status).toBe(201);
    expect((await client.get(`/api/${user}/tasks`)).body.items).toEqual([task]);
    expect(await stop('SIGTERM')).toBe(0);
  }
  expect(unfinished).toBeGreaterThan(0);
  observed(
    'kill -9 during the first start, while the files of the database are being made',
    'the next start serves',
    'a whole database, made anew',
  );
});
