import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { newDatabaseBehindProxy } from '../support/behind-proxy.ts';
import { createClient, newUser } from '../support/client.ts';
import { lockTasks, waiting } from '../support/locks.ts';
import { growthMiB, residentMiB } from '../support/memory.ts';
import { startProcess } from '../support/process.ts';
import { observed } from './observed.ts';

/** Starts a server as a process of its own, whose database can be made to fail. */
async function startBehindProxy(environment: Record<string, string> = {}) {
  const behind = await newDatabaseBehindProxy();
  const { proxy } = behind;
  onTestFinished(() => proxy.close());
  const server = await startProcess({ ...behind.environment, ...environment });
  const client = createClient(server.url);
  onTestFinished(() => client.close());
  const direct = await openDatabase(readConfig(behind.direct));
  onTestFinished(() => direct.close());
  const titles = async () => {
    const { rows } = await sql<{ title: string }>`select title from task`.execute(direct.fork().getKysely());
    return rows.map(({ title }) => title);
  };
  return { proxy, server, client, direct, titles };
}

test('refused for the first 5 s of a request', async () => {
  const { proxy, client, titles } = await startBehindProxy();
  const tasks = `/api/${newUser()}/tasks`;
  proxy.refuse();
  const answers = [client.get(tasks), client.post(tasks, { title: 'Once' }), client.patch(`${tasks}/batch`)];
  await setTimeout(5_000);
  await proxy.accept();
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 201, 405]);
  expect(await titles()).toEqual(['Once']);
  observed('connections are refused for the first 5 s of a request', 'done', 'a write once');
});

test('gone for a minute', async () => {
  const { proxy, server, client, titles } = await startBehindProxy();
  const tasks = `/api/${newUser()}/tasks`;
  proxy.refuse();
  // The first requests wait for the database, those after them do not.
  expect(await client.get(tasks)).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });

  const ends = performance.now() + 60_000;
  const resident: number[] = [];
  while (performance.now() < ends) {
    const sent = Array.from({ length: 20 }, (_, n) =>
      n % 2 ? client.get(tasks) : client.post(tasks, { title: 'Never' }, { 'idempotency-key': `${ends}` }),
    );
    for (const { status, headers, body } of await Promise.all(sent)) {
      expect([status, headers['retry-after']]).toEqual([503, '1']);
      expect(body.outcome).toBe(undefined);
    }
    expect((await client.get('/readyz')).status).toBe(503);
    expect((await client.get('/livez')).status).toBe(200);
    resident.push(residentMiB(server.pid));
    await setTimeout(50);
  }
  expect(growthMiB(resident)).toBeLessThan(10);

  await proxy.accept();
  expect((await client.get('/readyz')).status).toBe(200);
  expect((await client.post(tasks, { title: 'Once' })).status).toBe(201);
  expect(await titles()).toEqual(['Once']);
  observed(
    'the database is gone for a minute',
    '503 with `Retry-After`; `/readyz` 503, `/livez` 200; then served again, without a restart or growth of memory',
    'nothing that was answered 503',
  );
});

test('frozen: connected, but it does not answer', async () => {
  const { proxy, client, titles } = await startBehindProxy({ DATABASE_POOL_MAX: '1' });
  const tasks = `/api/${newUser()}/tasks`;
  await client.get(tasks);
  const held = proxy.hold(1, 'after');
  const write = client.post(tasks, { title: 'Unknown' });
  await held;
  proxy.freeze();
  // They wait for the only connection.
  for (const sent of [client.get(tasks), client.post(tasks, { title: 'Never' })]) {
    const { status, headers, body } = await sent;
    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(body.outcome).toBe(undefined);
  }
  expect((await client.get('/readyz')).status).toBe(503);
  expect((await client.get('/livez')).status).toBe(200);
  expect(await write).toMatchObject({ status: 503, body: { outcome: 'unknown' } });

  proxy.thaw();
  expect((await client.get('/readyz')).status).toBe(200);
  expect((await client.get(tasks)).status).toBe(200);
  expect(await titles()).toEqual(['Unknown']);
  observed(
    'the database is connected but does not answer',
    'of a write that was sent, 503 after 30 s: the outcome is not known; others 503 after 5 s; `/readyz` 503, `/livez` 200; then served again',
    'the write once, or not at all',
  );
});

test('a statement waits for longer than its deadline, and takes the only connection', async () => {
  const { client, direct, titles } = await startBehindProxy({ DATABASE_POOL_MAX: '1' });
  const unlock = await lockTasks({ database: direct });
  const tasks = `/api/${newUser()}/tasks`;
  const write = client.post(tasks, { title: 'Cancelled' });
  await expect.poll(() => waiting({ database: direct })).toBe(1);
  expect((await client.get(tasks)).status).toBe(503);
  expect((await client.get('/readyz')).status).toBe(200);
  expect(await write).toMatchObject({ status: 503, body: { outcome: 'unknown' } });
  await expect.poll(() => waiting({ database: direct })).toBe(0);
  await unlock();
  expect((await client.post(tasks, { title: 'Next' })).status).toBe(201);
  expect(await titles()).toEqual(['Next']);
  observed(
    'a write waits for a lock for longer than 30 s',
    '503: the outcome is not known; meanwhile `/readyz` 200, for the database is there',
    'not the write: it is cancelled, and is not done later',
  );
});

test('frozen while the server is stopped', async () => {
  const { proxy, server, client } = await startBehindProxy();
  const tasks = `/api/${newUser()}/tasks`;
  await client.get(tasks);
  proxy.freeze();
  const unanswered = client.post(tasks, { title: 'Unknown' }).catch((error) => error.code);
  // The request has arrived once a later one on another connection is answered.
  await client.get('/livez');
  expect(await server.stop('SIGTERM')).toBe(0);
  expect(await unanswered).toBe('ECONNRESET');
  observed(
    'the database does not answer, and SIGTERM',
    'cut off at the end of the grace; exit 0',
    'the write once, or not at all',
  );
});
