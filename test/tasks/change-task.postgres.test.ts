import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { waiting } from '../support/locks.ts';
import { startServer } from '../support/server.ts';

test('of writers that wait for one row with one ETag, one wins', async () => {
  const server = await startServer();
  const { client, database } = server;
  onTestFinished(server.close);
  const { headers } = await client.post(`/api/${newUser()}/tasks`, { title: 'A task' });
  const path = headers.location as string;
  const db = database.fork().getKysely();

  // All of them find the row as it was, and none may go on before all wait.
  const writers = await db.transaction().execute(async (holder) => {
    await sql`select 1 from task for update`.execute(holder);
    const sent = Array.from({ length: 3 }, (_none, n) =>
      client.patch(path, { title: `Writer ${n}` }, { 'if-match': '"1"' }),
    );
    await expect.poll(() => waiting(server), { timeout: 10_000 }).toBe(3);
    return { sent };
  });
  const statuses = (await Promise.all(writers.sent)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 412, 412]);
  expect((await client.get(path)).body.version).toBe(2);
});

test.each([
  ['PATCH', '', { title: 'X' }],
  ['PUT', '', { title: 'X', completed: false }],
  ['PATCH', '/complete', { completed: false }],
])(
  '200 %s%s of what was there before another writer is a change of what that one left',
  async (method, under, json) => {
    const server = await startServer();
    const { client, database } = server;
    onTestFinished(server.close);
    const { headers } = await client.post(`/api/${newUser()}/tasks`, { title: 'X' });
    const path = headers.location as string;
    const db = database.fork().getKysely();
    const other = await db.startTransaction().execute();
    await sql`update task set title = 'Y', completed = true, completed_at = now(), version = 2`.execute(other);
    const sent = client.send(method, `${path}${under}`, { json });
    await expect.poll(() => waiting(server), { timeout: 10_000 }).toBe(1);
    await other.commit().execute();
    const answer = await sent;
    expect(answer.body).toMatchObject({ ...json, version: 3 });
    expect((await client.get(path)).body).toEqual(answer.body);
  },
);
