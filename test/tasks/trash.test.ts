import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

async function deleted() {
  const user = newUser();
  const { body: task, headers } = await server.client.post(`/api/${user}/tasks`, { title: 'A task', tags: ['kept'] });
  const path = headers.location as string;
  expect((await server.client.delete(path)).status).toBe(204);
  return { user, task, path };
}

const deletedSince = (id: string, days: number) =>
  sql`update task set deleted_at = now() - ${days}::int * interval '1 day' where id = ${id}`.execute(
    server.database.fork().getKysely(),
  );

test('404 a deleted task cannot be read, written, completed or deleted', async () => {
  const { path } = await deleted();
  const { client } = server;
  const answers = [
    await client.get(path),
    await client.put(path, { title: 'Another' }),
    await client.patch(path, { title: 'Another' }),
    await client.patch(`${path}/complete`),
    await client.delete(path),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
});

test('200 a restored task is as it was, two versions on', async () => {
  const { task, path } = await deleted();
  const restored = await server.client.send('POST', `${path}/restore`);
  expect([restored.status, restored.headers.etag]).toEqual([200, '"3"']);
  expect(restored.body).toEqual({ ...task, version: 3, updated_at: restored.body.updated_at });
  expect((await server.client.get(path)).body).toEqual(restored.body);
});

test('409 there is nothing to restore', async () => {
  const { path } = await deleted();
  await server.client.send('POST', `${path}/restore`);
  const again = await server.client.send('POST', `${path}/restore`);
  expect([again.status, again.body.type]).toEqual([409, 'urn:problem-type:task-api:conflict']);
});

test('412 another version is neither deleted nor restored', async () => {
  const { path } = await deleted();
  const restore = (version: string) =>
    server.client.send('POST', `${path}/restore`, { headers: { 'if-match': version } });
  expect((await restore('"1"')).status).toBe(412);
  expect((await restore('"2"')).status).toBe(200);
  expect((await server.client.delete(path, { 'if-match': '"2"' })).status).toBe(412);
  expect((await server.client.delete(path, { 'if-match': '"3"' })).status).toBe(204);
});

test("404 another's deleted task", async () => {
  const { task } = await deleted();
  const path = `/api/${newUser()}/tasks/${task.id}/restore`;
  expect((await server.client.send('POST', path)).status).toBe(404);
});

test('404 what has been in the trash for 30 days is gone, purged or not', async () => {
  const { task, path } = await deleted();
  await deletedSince(task.id, 31);
  expect((await server.client.send('POST', `${path}/restore`)).status).toBe(404);
  await deletedSince(task.id, 29);
  expect((await server.client.send('POST', `${path}/restore`)).status).toBe(200);
});

test('100 parallel deletions have one winner', async () => {
  const { body, headers } = await server.client.post(`/api/${newUser()}/tasks`, { title: 'A task' });
  const path = headers.location as string;
  const answers = await Promise.all(Array.from({ length: 100 }, () => server.client.delete(path)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(99).fill(404)]);
  expect((await server.client.send('POST', `${path}/restore`)).body).toMatchObject({ id: body.id, version: 3 });
});
