import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCursor } from '../../src/tasks/cursor.ts';
import { newUser } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

async function create(user: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const body = { title: `Task ${n}`, completed: n % 3 === 0 };
    ids.unshift((await server.client.post(`/api/${user}/tasks`, body)).body.id);
  }
  return ids;
}

async function readAll(path: string): Promise<string[][]> {
  const pages = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await server.client.get(cursor ? `${path}&cursor=${cursor}` : path);
    expect(page.status).toBe(200);
    pages.push(page.body.items.map(({ id }: { id: string }) => id));
    cursor = page.body.next_cursor;
  }
  return pages;
}

test('200 pages hold every task once, newest first, and the last one says so', async () => {
  const user = newUser();
  const ids = await create(user, 7);
  expect(await readAll(`/api/${user}/tasks?limit=3`)).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
  expect(await readAll(`/api/${user}/tasks?limit=7`)).toEqual([ids]);
});

test('200 a page has 50 tasks unless asked otherwise', async () => {
  const user = newUser();
  await create(user, 51);
  expect((await readAll(`/api/${user}/tasks?`)).map((page) => page.length)).toEqual([50, 1]);
});

test('200 filtered by completed, over pages', async () => {
  const user = newUser();
  const ids = await create(user, 10);
  const completed = ids.filter((_id, index) => (ids.length - 1 - index) % 3 === 0);
  expect((await readAll(`/api/${user}/tasks?limit=2&completed=true`)).flat()).toEqual(completed);
  expect((await readAll(`/api/${user}/tasks?limit=2&completed=false`)).flat()).toEqual(
    ids.filter((id) => !completed.includes(id)),
  );
});

test('200 tasks that nobody touches come once while others come and go', async () => {
  const user = newUser();
  const ids = await create(user, 9);
  const [first, second] = [ids.slice(0, 3), ids.slice(3, 6)];
  const page = await server.client.get(`/api/${user}/tasks?limit=3`);
  await create(user, 2);
  await server.client.delete(`/api/${user}/tasks/${first[2]}`);
  await server.client.delete(`/api/${user}/tasks/${ids[8]}`);
  const next = await server.client.get(`/api/${user}/tasks?limit=3&cursor=${page.body.next_cursor}`);
  expect(next.body.items.map(({ id }: { id: string }) => id)).toEqual(second);
});

test('422 a cursor that is forged, or of another user or filter', async () => {
  const [user, other] = [newUser(), newUser()];
  await create(user, 3);
  const { next_cursor: cursor } = (await server.client.get(`/api/${user}/tasks?limit=1`)).body;
  const forged = (id: string) => makeCursor(id, { user_id: user });
  for (const path of [
    `/api/${user}/tasks?cursor=${forged('x')}`,
    `/api/${user}/tasks?cursor=${forged('\0')}`,
    `/api/${other}/tasks?cursor=${cursor}`,
    `/api/${user}/tasks?completed=true&cursor=${cursor}`,
    `/api/${user}/tasks?cursor=${cursor}x`,
    `/api/${user}/tasks?cursor=${Buffer.from("' or true --").toString('base64url')}`,
    `/api/${user}/tasks?cursor=%00`.replace('%00', '!!'),
  ]) {
    const answer = await server.client.get(path);
    expect(answer.body.violations).toEqual([expect.objectContaining({ in: 'query', name: 'cursor' })]);
  }
  expect((await server.client.get(`/api/${user}/tasks?limit=2&cursor=${cursor}`)).body.items).toHaveLength(2);
});
