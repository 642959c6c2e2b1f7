import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUser, type Sent } from '../support/client.ts';
import { contract } from '../support/contract.ts';
import { sampleOf } from '../support/sample.ts';
import { newDatabase, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const withKey = (key: string = randomUUID()) => ({ 'idempotency-key': key });

/** The answer without what is another's each time. */
const contentOf = ({ status, headers, text }: Sent) => ({ status, headers: { ...headers, date: '' }, text });
const replayOf = (answer: Sent) => {
  const { status, headers, text } = contentOf(answer);
  return { status, headers: { ...headers, 'idempotency-replayed': 'true' }, text };
};

const total = async (user: string) => (await server.client.get(`/api/${user}/tasks?include=total`)).body.total;

const repeatable = contract.operations.filter(({ parameters }) =>
  parameters.some(({ name }) => name === 'Idempotency-Key'),
);

test('every POST and PATCH on tasks takes an Idempotency-Key', () => {
  const writes = contract.operations.filter(
    ({ method, path }) => path.startsWith('/api/') && ['post', 'patch'].includes(method),
  );
  expect(repeatable).toEqual(writes);
});

test.each(repeatable)('2xx $operationId, repeated, is done once and answered the same', async (operation) => {
  const { path, options, user } = await sampleOf(server.client, operation);
  const send = () =>
    server.client.send(operation.method.toUpperCase(), path, { ...options, headers: { ...options.headers, ...key } });
  const key = withKey();
  const first = await send();
  expect(first.status).toBeLessThan(300);
  expect(first.headers).not.toHaveProperty('idempotency-replayed');
  const state = (await server.client.get(`/api/${user}/tasks?include=total`)).body;
  expect(contentOf(await send())).toEqual(replayOf(first));
  expect(contentOf(await send())).toEqual(replayOf(first));
  expect((await server.client.get(`/api/${user}/tasks?include=total`)).body).toEqual(state);
});

test('201 50 parallel repetitions make one task', async () => {
  const user = newUser();
  const key = withKey();
  const send = () => server.client.post(`/api/${user}/tasks`, { title: 'Once' }, key);
  const answers = await Promise.all(Array.from({ length: 50 }, send));
  const made = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status === 409);
  expect(made.length + refused.length).toBe(50);
  expect(new Set(made.map(({ text }) => text)).size).toBe(1);
  expect(made.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
  expect(await total(user)).toBe(1);
  expect((await send()).text).toBe(made[0]?.text);
});

test('422 another request with the same key, whatever differs', async () => {
  const user = newUser();
  const key = withKey();
  const { body: task } = await server.client.post(`/api/${user}/tasks`, { title: 'One', priority: 'low' }, key);
  const path = `/api/${user}/tasks/${task.id}`;
  const answers = [
    await server.client.post(`/api/${user}/tasks`, { title: 'Another', priority: 'low' }, key),
    await server.client.patch(path, { title: 'One', priority: 'low' }, key),
    await server.client.patch(`${path}/complete`, undefined, key),
    await server.client.post(`/api/${user}/tasks`, { title: 'One' }, key),
  ];
  for (const { status, body } of answers) {
    expect([status, body.type]).toEqual([422, 'urn:problem-type:task-api:idempotency_key_reused']);
    expect(body.violations).toEqual([expect.objectContaining({ in: 'header', name: 'Idempotency-Key' })]);
  }
  expect(await total(user)).toBe(1);
});

test('422 the same change under another If-Match is another request', async () => {
  const { path } = await sampleOf(
    server.client,
    contract.operations.find((one) => one.operationId === 'updateTask') as never,
  );
  const key = withKey();
  expect((await server.client.patch(path, { title: 'B' }, { ...key, 'if-match': '"1"' })).status).toBe(200);
  expect((await server.client.patch(path, { title: 'B' }, { ...key, 'if-match': '"2"' })).status).toBe(422);
  expect((await server.client.patch(path, { title: 'B' }, { ...key, 'if-match': '"1"' })).status).toBe(200);
});

test('201 members in another order are the same request', async () => {
  const user = newUser();
  const key = withKey();
  const first = await server.client.post(`/api/${user}/tasks`, { title: 'One', priority: 'low' }, key);
  const again = await server.client.post(`/api/${user}/tasks`, { priority: 'low', title: 'One' }, key);
  expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
});

test("201 another user's key is another key", async () => {
  const key = withKey();
  const [one, other] = [newUser(), newUser()];
  await server.client.post(`/api/${one}/tasks`, { title: 'Mine' }, key);
  const answer = await server.client.post(`/api/${other}/tasks`, { title: 'Mine' }, key);
  expect([answer.status, answer.body.user_id, answer.headers['idempotency-replayed']]).toEqual([201, other, undefined]);
});

test('a refusal is not kept: the same key serves once the cause is gone', async () => {
  const user = newUser();
  const { body: task } = await server.client.post(`/api/${user}/tasks`, { title: 'A task' });
  const path = `/api/${user}/tasks/${task.id}`;
  const key = withKey();
  const complete = () => server.client.patch(`${path}/complete`, undefined, key);
  await server.client.delete(path);
  expect((await complete()).status).toBe(404);
  await server.client.send('POST', `${path}/restore`);
  const completed = await complete();
  expect([completed.status, completed.body.completed, completed.headers['idempotency-replayed']]).toEqual([
    200,
    true,
    undefined,
  ]);
});

test.each([' ', 'a b', 'ä', 'x'.repeat(256)])('422 %j is no key', async (key) => {
  const answer = await server.client.post(
    '/api/me/tasks',
    { title: 'A task' },
    withKey(encodeURI(key) === key ? key : Buffer.from(key).toString('latin1')),
  );
  expect(answer.body.violations).toEqual([expect.objectContaining({ in: 'header', name: 'Idempotency-Key' })]);
});

test('201 the longest key, and one of signs', async () => {
  for (const key of ['x'.repeat(255), `"'\\;--{}$1%00`]) {
    const user = newUser();
    const send = () => server.client.post(`/api/${user}/tasks`, { title: 'A task' }, withKey(key));
    expect((await send()).text).toBe((await send()).text);
  }
});

test('an answer is kept over a restart, and forgotten after 24 hours', async () => {
  const environment = await newDatabase();
  const key = withKey();
  const before = await startServer(environment);
  const first = await before.client.post('/api/me/tasks', { title: 'Once' }, key);
  await before.close();

  const after = await startServer(environment);
  try {
    const send = () => after.client.post('/api/me/tasks', { title: 'Once' }, key);
    expect(contentOf(await send())).toEqual(replayOf(first));
    const age = (hours: number) =>
      sql`update idempotency_key set created_at = now() - ${hours}::int * interval '1 hour'`.execute(
        after.database.fork().getKysely(),
      );
    await age(23);
    expect((await send()).headers['idempotency-replayed']).toBe('true');
    await age(25);
    const anew = await send();
    expect([anew.status, anew.headers['idempotency-replayed']]).toEqual([201, undefined]);
    expect(anew.body.id).not.toBe(first.body.id);
    expect((await send()).body).toEqual(anew.body);
  } finally {
    await after.close();
  }
});
