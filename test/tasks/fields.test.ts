import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { byDefault } from '../support/sample.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const create = async (body: object) => {
  const { body: task, headers } = await server.client.post(`/api/${newUser()}/tasks`, { title: 'A task', ...body });
  return { task, path: headers.location as string };
};

const full = {
  title: 'Everything',
  description: 'of a task',
  completed: true,
  priority: 'urgent',
  due_date: '2026-02-07',
  due_time: '18:30',
  time_zone: 'Europe/Berlin',
  tags: ['one', 'Two', "o'three", '"four"', '{5,6}', 'sechs\\', '七', ' ', 'NULL'].filter((tag) => tag.trim()),
  position: -0.125,
};

test('201 what a client writes is what is kept, by every way of writing', async () => {
  const { task, path } = await create(full);
  expect(task).toMatchObject(full);
  const plain = await create({});
  expect((await server.client.patch(plain.path, full)).body).toMatchObject({ ...full, version: 2 });
  const other = await create({});
  expect((await server.client.put(other.path, full)).body).toMatchObject({ ...full, version: 2 });
  expect((await server.client.get(path)).body).toEqual(task);
});

test('200 a replacement returns what it leaves out to its default', async () => {
  const { task, path } = await create(full);
  expect((await server.client.put(path, { title: 'Little' })).body).toMatchObject({
    ...byDefault,
    title: 'Little',
    position: Date.parse(task.created_at),
    version: 2,
  });
});

test('200 setting any member to what it is keeps the version', async () => {
  const { task, path } = await create(full);
  for (const [name, value] of Object.entries(full)) {
    expect((await server.client.patch(path, { [name]: value })).body).toEqual(task);
  }
  expect((await server.client.put(path, full)).body).toEqual(task);
});

test('200 a changed order of tags is a change', async () => {
  const { path } = await create({ tags: ['a', 'b'] });
  expect((await server.client.patch(path, { tags: ['b', 'a'] })).body).toMatchObject({ tags: ['b', 'a'], version: 2 });
});

test('201 positions are kept to the last digit', async () => {
  for (const position of [0.1, 1 / 3, Number.MAX_VALUE, Number.MIN_VALUE, -1e-9, 2 ** 53, 0]) {
    const { task, path } = await create({ position });
    expect([task.position, (await server.client.get(path)).body.position]).toEqual([position, position]);
  }
});

test('201 new tasks come last by position', async () => {
  const [first, second] = [await create({}), await create({})];
  expect(second.task.position).toBeGreaterThanOrEqual(first.task.position);
});

test.each([
  ['more tags than 20', { tags: Array.from({ length: 21 }, (_, n) => `tag ${n}`) }, '/tags'],
  ['a tag twice', { tags: ['a', 'b', 'a'] }, '/tags'],
  ['a tag twice, whatever it is', { tags: ['__proto__', '__proto__'] }, '/tags'],
  ['a tag that is blank', { tags: ['a', ' \t '] }, '/tags/1'],
  ['a tag of 51 code points', { tags: ['💙'.repeat(51)] }, '/tags/0'],
  ['a priority that is none', { priority: 'huge' }, '/priority'],
  ['a position that is text', { position: '1' }, '/position'],
  ['what the server writes', { due_at: '2026-02-07T17:30:00.000Z' }, '/due_at'],
  ['what the server writes', { deleted_at: null }, '/deleted_at'],
])('422 %s', async (_, body, pointer) => {
  const { path } = await create({});
  const answers = [
    await server.client.post(`/api/${newUser()}/tasks`, { title: 'A task', ...body }),
    await server.client.put(path, { title: 'A task', ...body }),
    await server.client.patch(path, body),
  ];
  for (const { body: problem } of answers) {
    expect(problem.violations).toEqual([expect.objectContaining({ in: 'body', pointer })]);
  }
});

test('201 tags of 50 code points, 20 of them', async () => {
  const tags = Array.from({ length: 20 }, (_, n) => '💙'.repeat(48) + String(n).padStart(2, '0'));
  expect((await create({ tags })).task.tags).toEqual(tags);
});
