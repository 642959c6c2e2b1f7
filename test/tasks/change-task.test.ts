import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

async function create(body: object = { title: 'A task', description: 'Its description' }) {
  const { body: task, headers } = await server.client.post(`/api/${newUser()}/tasks`, body);
  return { task, path: headers.location as string };
}

test('200 a patch sets what is present, clears what is null and leaves the rest', async () => {
  const { task, path } = await create();
  const titled = await server.client.patch(path, { title: 'Another' });
  expect(titled.body).toEqual({ ...task, title: 'Another', version: 2, updated_at: titled.body.updated_at });
  const merge = { 'content-type': 'application/merge-patch+json' };
  const cleared = await server.client.patch(path, { description: null }, merge);
  expect(cleared.body).toEqual({ ...titled.body, description: null, version: 3, updated_at: cleared.body.updated_at });
});

test('200 setting what already holds changes nothing, the version included', async () => {
  const { task, path } = await create({ title: 'A task', completed: true });
  expect((await server.client.patch(path, {})).body).toEqual(task);
  expect((await server.client.patch(path, { title: 'A task', description: null, completed: true })).body).toEqual(task);
  expect((await server.client.put(path, { title: 'A task', completed: true })).body).toEqual(task);
  expect((await server.client.patch(`${path}/complete`, { completed: true })).body).toEqual(task);
  expect((await server.client.get(path)).body).toEqual(task);
});

describe('completed_at', () => {
  test('201 is the instant of creation for a task that is created completed', async () => {
    const { task } = await create({ title: 'Done', completed: true });
    expect(task.completed_at).toBe(task.created_at);
  });

  test('200 is set on completion, kept while completed and cleared on reopening, on every way', async () => {
    const { path } = await create();
    const completed = (await server.client.patch(`${path}/complete`)).body;
    expect(completed).toMatchObject({ completed: true, completed_at: completed.updated_at, version: 2 });
    const edited = (await server.client.patch(path, { title: 'Edited' })).body;
    expect(edited).toMatchObject({ completed_at: completed.completed_at, version: 3 });
    const replaced = (await server.client.put(path, { title: 'Replaced', completed: true })).body;
    expect(replaced).toMatchObject({ completed_at: completed.completed_at, version: 4 });
    const reopened = (await server.client.patch(`${path}/complete`)).body;
    expect(reopened).toMatchObject({ completed: false, completed_at: null, version: 5 });
    const again = (await server.client.patch(path, { completed: true })).body;
    expect(again).toMatchObject({ completed: true, completed_at: again.updated_at, version: 6 });
    expect((await server.client.put(path, { title: 'Replaced' })).body).toMatchObject({
      completed_at: null,
      version: 7,
    });
  });
});

describe('If-Match', () => {
  test.each(['"1"', '*', '"7", "1"', '"7","1" , W/"3"'])('200 %s is the version', async (match) => {
    const { path } = await create();
    const answer = await server.client.patch(path, { title: 'Changed' }, { 'if-match': match });
    expect([answer.status, answer.body.version]).toEqual([200, 2]);
  });

  test.each(['"2"', 'W/"1"', '"11"', '"7", "8"', '"x"', '"1\'"'])(
    '412 %s is not, and nothing changes',
    async (match) => {
      const { task, path } = await create();
      const headers = { 'if-match': match };
      for (const answer of [
        await server.client.patch(path, { title: 'Changed' }, headers),
        await server.client.patch(path, { title: task.title }, headers),
        await server.client.put(path, { title: 'Changed' }, headers),
        await server.client.patch(`${path}/complete`, undefined, headers),
        await server.client.delete(path, headers),
      ]) {
        expect(answer.status).toBe(412);
      }
      expect((await server.client.get(path)).body).toEqual(task);
    },
  );

  test('404 comes before 412', async () => {
    const { path } = await create();
    await server.client.delete(path);
    expect((await server.client.patch(path, { title: 'x' }, { 'if-match': '*' })).status).toBe(404);
  });
});

test('304 while the version is current, 200 after a change', async () => {
  const { path } = await create();
  const cached = { 'if-none-match': '"1"' };
  expect((await server.client.get(path, cached)).status).toBe(304);
  expect((await server.client.get(path, { 'if-none-match': 'W/"1", "9"' })).status).toBe(304);
  expect((await server.client.get(path, { ...cached, 'cache-control': 'no-cache' })).status).toBe(304);
  const since = { 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' };
  expect((await server.client.get(path, { ...cached, ...since })).status).toBe(304);
  await server.client.patch(`${path}/complete`);
  expect((await server.client.get(path, cached)).status).toBe(200);
});

test('200 If-None-Match means nothing where the contract declares no 304', async () => {
  for (const path of ['/livez', '/openapi.yaml', '/api/me/tasks']) {
    expect((await server.client.get(path, { 'if-none-match': '*' })).status).toBe(200);
  }
});

describe('100 at once', () => {
  const times = <T>(work: (n: number) => Promise<T>) => Promise.all(Array.from({ length: 100 }, (_none, n) => work(n)));

  test('patches with one ETag have one winner', async () => {
    const { path } = await create();
    const answers = await times((n) => server.client.patch(path, { title: `Writer ${n}` }, { 'if-match': '"1"' }));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(99);
    expect((await server.client.get(path)).body).toEqual(winners[0]?.body);
  });

  test('toggles each see the one before', async () => {
    const { path } = await create();
    const answers = await times(() => server.client.patch(`${path}/complete`));
    expect(answers.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_none, n) => n + 2),
    );
    for (const { body } of answers) expect(body.completed).toBe(body.version % 2 === 0);
    expect((await server.client.get(path)).body).toMatchObject({ completed: false, completed_at: null, version: 101 });
  });

  test('completions change the task once', async () => {
    const { path } = await create();
    const answers = await times(() => server.client.patch(`${path}/complete`, { completed: true }));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ completed: true, version: 2 });
  });

  test('deletions have one winner', async () => {
    const { path } = await create();
    const statuses = (await times(() => server.client.delete(path))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status === 404)).toHaveLength(99);
  });
});
