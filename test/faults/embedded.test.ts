import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createClient, newUser } from '../support/client.ts';
import { run, startProcess, startRefused } from '../support/process.ts';
import { observed } from './observed.ts';
import { listAll, Writer } from './writer.ts';

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

test('kill -9 at twenty moments of a load: what was acknowledged is there', { timeout: 600_000 }, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.log(`SEED=${seed}`);
  const moments = fc.sample(fc.record({ after: fc.nat(40), ms: fc.nat(20) }), { seed, numRuns: 20 });
  const folder = newFolder();
  const writers = Array.from({ length: 6 }, () => new Writer());
  let n = 0;
  let broken = 0;
  for (const { after, ms } of moments) {
    const { client, stop } = await start(folder);
    for (const writer of writers) await writer.recover(client);
    let answered = 0;
    const reached = Promise.withResolvers<void>();
    const load = writers.map(async (writer) => {
      for (;;) {
        await writer.write(client, n++);
        if (++answered > after) reached.resolve();
      }
    });
    const ended = Promise.allSettled(load);
    await Promise.race([reached.promise, ...load]);
    await wait(ms);
    await stop('SIGKILL');
    for (const { reason } of (await ended) as PromiseRejectedResult[]) {
      expect(reason).toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|ECONNREFUSED|EPIPE)$/) });
    }
    broken += writers.filter(({ pending }) => pending).length;
  }
  const { client } = await start(folder);
  for (const writer of writers) await writer.recover(client);
  expect(broken).toBeGreaterThan(0);
  observed(
    'kill -9 at twenty random moments of a load of creations, changes and batches',
    'the connection breaks; after the restart, a repetition with the same Idempotency-Key is answered',
    'every acknowledged task as it was acknowledged; no half batch; nothing done twice',
  );
});

test('a second process on one folder is refused until the first is dead', async () => {
  const folder = newFolder();
  const user = newUser();
  const first = await start(folder);
  const { body: task } = await first.client.post(`/api/${user}/tasks`, { title: 'Of the first' });
  const second = await startRefused({ DATABASE_DATA_DIR: folder });
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`is in use by process ${first.pid}`);
  await first.stop('SIGKILL');
  const third = await start(folder);
  expect(await listAll(third.client, user)).toEqual([task]);
  observed(
    'a second process is started on the folder of the first, which is then killed by kill -9',
    'the second refuses to start and names the process of the first; the next one serves',
    'what the first acknowledged',
  );
});

// What is there, in the order in which it comes, when the process is killed.
const stages = ['server.lock', 'pg_wal', 'base/1', 'base/5/1255', 'PG_VERSION.unfinished', 'PG_VERSION'];

test('kill -9 during the first start, and the next one begins anew', { timeout: 300_000 }, async () => {
  let unfinished = 0;
  for (const stage of stages) {
    const folder = newFolder();
    const first = run({ PORT: '0', DATABASE_DATA_DIR: folder });
    const exists = (file: string) => existsSync(join(folder, file));
    while (!exists(stage) && !exists('PG_VERSION')) await wait(1);
    first.kill('SIGKILL');
    await once(first, 'exit');
    if (!exists('PG_VERSION')) unfinished++;
    const { client, stop } = await start(folder);
    const user = newUser();
    const { status, body: task } = await client.post(`/api/${user}/tasks`, { title: stage });
    expect(status).toBe(201);
    expect(await listAll(client, user)).toEqual([task]);
    expect(await stop('SIGTERM')).toBe(0);
  }
  expect(unfinished).toBeGreaterThan(0);
  observed(
    'kill -9 during the first start, while the files of the database are being made',
    'the next start serves',
    'a whole database, made anew',
  );
});
