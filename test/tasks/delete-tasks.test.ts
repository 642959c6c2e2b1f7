import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

async function fill(user: string) {
  for (let n = 0; n < 6; n++) {
    const body = { title: `Task ${n}`, completed: n % 2 === 0, tags: n < 3 ? ['few'] : [] };
    await server.client.post(`/api/${user}/tasks`, body);
  }
}

const titles = async (path: string) =>
  (await server.client.get(path)).body.items.map(({ title }: { title: string }) => title);

test('200 what meets the filters goes to the trash, and the rest stays', async () => {
  const [user, other] = [newUser(), newUser()];
  const tasks = `/api/${user}/tasks`;
  await fill(user);
  await fill(other);
  expect((await server.client.delete(`${tasks}?completed=true&tag=few`)).body).toEqual({ deleted: 2 });
  expect(await titles(`${tasks}?sort=title`)).toEqual(['Task 1', 'Task 3', 'Task 4', 'Task 5']);
  const { items } = (await server.client.get(`${tasks}?deleted=true&sort=title`)).body;
  expect(items.map(({ title }: { title: string }) => title)).toEqual(['Task 0', 'Task 2']);
  expect(items[0]).toMatchObject({ version: 2, updated_at: items[0].deleted_at });
  expect((await server.client.send('POST', `${tasks}/${items[0].id}/restore`)).status).toBe(200);
  expect(await titles(`/api/${other}/tasks`)).toHaveLength(6);
});

test('200 without a filter all of them, and deleted=true empties the trash', async () => {
  const user = newUser();
  const tasks = `/api/${user}/tasks`;
  await fill(user);
  expect((await server.client.delete(tasks)).body).toEqual({ deleted: 6 });
  expect((await server.client.delete(tasks)).body).toEqual({ deleted: 0 });
  expect((await server.client.delete(`${tasks}?deleted=true&q=3`)).body).toEqual({ deleted: 1 });
  expect(await titles(`${tasks}?deleted=true`)).toHaveLength(5);
  expect((await server.client.delete(`${tasks}?deleted=true`)).body).toEqual({ deleted: 5 });
  expect(await titles(`${tasks}?deleted=true`)).toEqual([]);
});

test('422 what only a list has', async () => {
  for (const query of ['limit=1', 'cursor=x', 'sort=title', 'include=total']) {
    expect((await server.client.delete(`/api/me/tasks?${query}`)).status).toBe(422);
  }
});

test('200 parallel deletions count each task once', async () => {
  const user = newUser();
  await fill(user);
  const answers = await Promise.all(Array.from({ length: 10 }, () => server.client.delete(`/api/${user}/tasks`)));
  expect(answers.reduce((sum, { body }) => sum + body.deleted, 0)).toBe(6);
});
