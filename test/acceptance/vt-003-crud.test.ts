import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { byDefault } from '../support/sample.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test('a task is created, listed, read, replaced, updated, completed and deleted (VT-003)', async () => {
  const { client } = server;
  const user = newUser();
  const tasks = `/api/${user}/tasks`;

  const created = await client.post(tasks, { title: 'Buy oat milk', description: 'Blue carton' });
  expect(created.status).toBe(201);
  expect(created.body).toEqual({
    ...byDefault,
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
    user_id: user,
    title: 'Buy oat milk',
    description: 'Blue carton',
    position: Date.parse(created.body.created_at),
    version: 1,
    created_at: expect.any(String),
    updated_at: created.body.created_at,
  });
  const task = created.headers.location as string;
  expect(task).toBe(`${tasks}/${created.body.id}`);
  expect(created.headers.etag).toBe('"1"');

  expect((await client.get(tasks)).body).toEqual({ items: [created.body], next_cursor: null });
  const read = await client.get(task);
  expect([read.status, read.headers.etag, read.body]).toEqual([200, '"1"', created.body]);

  const replaced = await client.put(task, { title: 'Buy milk' });
  expect([replaced.status, replaced.headers.etag]).toEqual([200, '"2"']);
  expect(replaced.body).toEqual({
    ...created.body,
    title: 'Buy milk',
    description: null,
    version: 2,
    updated_at: replaced.body.updated_at,
  });
  expect(Date.parse(replaced.body.updated_at)).toBeGreaterThanOrEqual(Date.parse(created.body.updated_at));

  const updated = await client.patch(task, { description: 'Any carton' });
  expect(updated.body).toMatchObject({ title: 'Buy milk', description: 'Any carton', version: 3 });

  const completed = await client.patch(`${task}/complete`);
  expect(completed.body).toMatchObject({ completed: true, completed_at: completed.body.updated_at, version: 4 });

  expect((await client.delete(task)).status).toBe(204);
  expect((await client.get(task)).status).toBe(404);
  expect((await client.get(tasks)).body.items).toEqual([]);
});
