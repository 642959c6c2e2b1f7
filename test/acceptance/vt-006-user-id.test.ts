import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { contract } from '../support/contract.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test.each([
  'me',
  'ada@example.com',
  'auth0|507f1f77bcf86cd799439011',
  'google-oauth2:1+1_x.y',
  '019c32a8-093e-7e31-90df-6c8e12a50013',
  'x'.repeat(128),
])('200 for the user %s (VT-006)', async (user) => {
  const created = await server.client.post(`/api/${encodeURIComponent(user)}/tasks`, { title: 'Mine' });
  expect(created.body.user_id).toBe(user);
  expect((await server.client.get(created.headers.location as string)).body).toEqual(created.body);
});

test('200 a user is the same in every encoding of the path (VT-006)', async () => {
  const user = newUser();
  const { body } = await server.client.post(`/api/${user}/tasks`, { title: 'Mine' });
  const encoded = [...user].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');
  expect((await server.client.get(`/api/${encoded}/tasks`)).body.items).toEqual([body]);
});

test.each([
  ['x'.repeat(129), 422],
  ['a%20b', 422],
  ['a%2Fb', 422],
  ['%C3%A4da', 422],
  ['a*', 422],
  ['%2e%2e%2f', 422],
  ['%0a', 422],
  ['ada%0a', 422],
  ['%00', 400],
  ['%E0%A4%A', 400],
  ['%ff', 400],
  ['%ed%a0%80', 400],
  ['', 404],
  ['a/b', 404],
])('the user %s is refused with %i (VT-006)', async (user, status) => {
  expect((await server.client.get(`/api/${user}/tasks`)).status).toBe(status);
});

describe('404 the task of another user, on every operation that names one (VT-006)', () => {
  const operations = contract.operations.filter(({ path }) => path.includes('{task_id}'));
  test.each(operations)('$operationId', async ({ method, path, requestBody }) => {
    const [owner, other] = [newUser(), newUser()];
    const { body: task } = await server.client.post(`/api/${owner}/tasks`, { title: 'Mine' });
    const [mediaType, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
    const answer = await server.client.send(
      method.toUpperCase(),
      path.replace('{user_id}', other).replace('{task_id}', task.id),
      mediaType ? { raw: JSON.stringify(media?.example), headers: { 'content-type': mediaType } } : {},
    );
    expect(answer.status).toBe(404);
    expect((await server.client.get(`/api/${owner}/tasks/${task.id}`)).body).toEqual(task);
    expect((await server.client.get(`/api/${other}/tasks`)).body.items).toEqual([]);
  });
});
