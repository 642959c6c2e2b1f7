import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCursor } from '../../src/tasks/cursor.ts';
import type { Place } from '../../src/tasks/sort.ts';
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

test('422 a cursor that is forged, or of another user, filter or sort', async () => {
  const [user, other] = [newUser(), newUser()];
  await create(user, 3);
  const path = `/api/${user}/tasks`;
  const { next_cursor: cursor } = (await server.client.get(`${path}?limit=1`)).body;
  const forged = (place: Place, sort = '-created_at') => {
    return `sort=${sort}&cursor=${makeCursor(place, { user_id: user, sort: [sort], deleted: false })}`;
  };
  const id = '019c32a8-093e-7e31-90df-6c8e12a50013';
  for (const query of [
    forged(['x']),
    forged(['\0']),
    forged([]),
    forged([id, id]),
    forged([id], 'title'),
    forged(['2026-02-30T00:00:00.000Z', id], 'due_at'),
    forged([null, id], 'updated_at'),
    forged(['-271821-04-20T00:00:00.000Z', id], 'due_at'),
    forged(['+275760-09-13T00:00:00.000Z', id], 'due_at'),
    forged(['0000-01-01T00:00:00.000Z', id], 'due_at'),
    forged(['huge', id], 'priority'),
    forged(['1', id], 'position'),
    forged(['\ud800', id], 'title'),
    `completed=true&cursor=${cursor}`,
    `tag=x&cursor=${cursor}`,
    `sort=created_at&cursor=${cursor}`,
    `cursor=${cursor}x`,
    `cursor=${cursor.slice(0, -2)}`,
    `cursor=${Buffer.from("' or true --").toString('base64url')}`,
    `cursor=${Buffer.from('{"a":1}').toString('base64url')}`,
    'cursor=!!',
  ]) {
    const answer = await server.client.get(`${path}?${query}`);
    expect([query, answer.body.violations]).toEqual([
      query,
      [expect.objectContaining({ in: 'query', name: 'cursor' })],
    ]);
  }
  expect((await server.client.get(`/api/${other}/tasks?cursor=${cursor}`)).status).toBe(422);
  expect((await server.client.get(`${path}?${forged([id])}`)).status).toBe(200);
  expect((await server.client.get(`${path}?limit=2&cursor=${cursor}`)).body.items).toHaveLength(2);
});

test('200 the order of the parameters does not matter to a cursor', async () => {
  const user = newUser();
  await create(user, 5);
  const { next_cursor } = (await server.client.get(`/api/${user}/tasks?limit=1&q=task&completed=false`)).body;
  const next = await server.client.get(`/api/${user}/tasks?completed=false&q=task&limit=1&cursor=${next_cursor}`);
  expect(next.body.items).toHaveLength(1);
});

test.each(['', 'colour', 'due_at,', 'due_at,,title', '+due_at', 'due_at,due_at', 'DUE_AT'])(
  '422 %j is nothing to sort by',
  async (sort) => {
    const { body } = await server.client.get(`/api/me/tasks?sort=${encodeURIComponent(sort)}`);
    expect(body.violations).toContainEqual(expect.objectContaining({ in: 'query', name: 'sort' }));
  },
);

const sortable = ['created_at', 'updated_at', 'due_at', 'priority', 'title', 'position', 'completed_at'];
const sorts = [
  ...sortable.flatMap((key) => [key, `-${key}`]),
  '-priority,due_at',
  'completed_at,-due_at,title',
  'priority,-created_at',
  '-due_at,created_at',
];

test.each(sorts)('200 500 tasks of the same millisecond come exactly once, by %s', async (sort) => {
  const user = newUser();
  await sql`
    insert into task (user_id, id, title, completed, completed_at, priority, due_at, tags, position, version, created_at, updated_at)
    select ${user}, ('019c32a8-093e-7' || lpad(to_hex(n * 7919 % 4096), 3, '0') || '-90df-' || lpad(n::text, 12, '0'))::uuid, 'Same',
      n % 3 = 0, case when n % 3 = 0 then '2026-02-07Z'::timestamptz end, 'none', case when n % 2 = 0 then '2026-02-08Z'::timestamptz end,
      '{}', 1, 1, '2026-02-06T12:34:56.574Z', '2026-02-06T12:34:56.574Z'
    from generate_series(1, 500) n`.execute(server.database.fork().getKysely());
  const pages = await readAll(`/api/${user}/tasks?limit=37&sort=${sort}`);
  expect(new Set(pages.flat()).size).toBe(500);
  expect(pages.flat()).toHaveLength(500);
});

test.each(sorts)('200 tasks that nobody touches come once while others come, change and go, by %s', async (sort) => {
  const user = newUser();
  const tasks = `/api/${user}/tasks`;
  const body = (n: number) => ({
    title: `Task ${n % 4}`,
    completed: n % 3 === 0,
    position: n % 5,
    priority: ['none', 'low', 'high'][n % 3],
    ...(n % 2 === 0 && { due_date: `2026-02-1${n % 7}` }),
  });
  const ids: string[] = [];
  for (let n = 0; n < 40; n++) ids.push((await server.client.post(tasks, body(n))).body.id);
  const untouched = ids.filter((_id, n) => n % 4 !== 0);
  const touched = ids.filter((_id, n) => n % 4 === 0);
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await server.client.get(`${tasks}?limit=6&sort=${sort}${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.body.items.map(({ id }: { id: string }) => id));
    cursor = page.body.next_cursor;
    const [first, second] = touched.splice(0, 2);
    if (first) await server.client.patch(`${tasks}/${first}`, { title: 'Moved', position: 99, due_date: '2026-03-01' });
    if (second) await server.client.delete(`${tasks}/${second}`);
    await server.client.post(tasks, body(seen.length));
  }
  expect(seen.filter((id) => untouched.includes(id)).sort()).toEqual(untouched.sort());
});

test('200 the total is of all that meets the filters, on every page, and not there unless asked for', async () => {
  const user = newUser();
  await create(user, 7);
  const path = `/api/${user}/tasks?limit=2`;
  const first = (await server.client.get(`${path}&include=total&completed=false&sort=title`)).body;
  expect([first.items.length, first.total]).toEqual([2, 4]);
  const next = await server.client.get(`${path}&include=total&completed=false&sort=title&cursor=${first.next_cursor}`);
  expect([next.body.items.length, next.body.total, next.body.next_cursor]).toEqual([2, 4, null]);
  expect((await server.client.get(path)).body).not.toHaveProperty('total');
  expect((await server.client.get(`${path}&include=total&q=nothing`)).body).toEqual({
    items: [],
    next_cursor: null,
    total: 0,
  });
});
