import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { purge } from '../src/purge.ts';
import { newUser } from './support/client.ts';
import { startInProcess, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  // A test turns its clock.
  server = await startInProcess();
});
afterAll(() => server.close());

const run = (statement: ReturnType<typeof sql>) => statement.execute(server.database.fork().getKysely());

/** Makes tasks that were deleted so many days ago. */
const deleted = (user: string, count: number, days: number) =>
  run(sql`
    insert into task (user_id, id, title, completed, priority, tags, position, version, created_at, updated_at, deleted_at)
    select ${user}, gen_random_uuid(), 'Gone', false, 'none', '{}', 1, 1, now(), now(), now() - ${days}::int * interval '1 day'
    from generate_series(1, ${count}::int)`);

const counted = async (user: string): Promise<number> => {
  const { rows } = await run(sql`select count(*)::int as count from task where user_id = ${user}`);
  return (rows[0] as { count: number }).count;
};

test('what has been in the trash for 30 days is purged, however much it is, and nothing else', async () => {
  const user = newUser();
  await server.client.post(`/api/${user}/tasks`, { title: 'Here' });
  await deleted(user, 2345, 31);
  await deleted(user, 3, 29);
  await purge(server.database.fork());
  expect(await counted(user)).toBe(4);
});

test('expired answers are purged', async () => {
  const user = newUser();
  await server.client.post(`/api/${user}/tasks`, { title: 'Old' }, { 'idempotency-key': 'old' });
  await server.client.post(`/api/${user}/tasks`, { title: 'New' }, { 'idempotency-key': 'new' });
  await run(
    sql`update idempotency_key set created_at = now() - interval '25 hours' where key = 'old' and user_id = ${user}`,
  );
  await purge(server.database.fork());
  const { rows } = await run(sql`select key from idempotency_key where user_id = ${user}`);
  expect(rows).toEqual([{ key: 'new' }]);
});

test('several instances may purge at once', async () => {
  const user = newUser();
  await deleted(user, 3000, 31);
  await Promise.all(Array.from({ length: 4 }, () => purge(server.database.fork())));
  expect(await counted(user)).toBe(0);
});

test('a server purges behind a write, once an hour', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const user = newUser();
  await deleted(user, 1, 31);
  await server.client.post(`/api/${user}/tasks`, { title: 'Before the hour is over' });
  await server.client.get(`/api/${user}/tasks`);
  expect(await counted(user)).toBe(2);
  vi.setSystemTime(Date.now() + 61 * 60 * 1000);
  await server.client.get(`/api/${user}/tasks`);
  expect(await counted(user)).toBe(2);
  await server.client.post(`/api/${user}/tasks`, { title: 'After it' });
  await expect.poll(() => counted(user)).toBe(2);
});
