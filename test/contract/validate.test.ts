import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Schema } from '../../src/contract/document.ts';
import { ContractValidator } from '../../src/contract/validator.ts';
import { newUser } from '../support/client.ts';
import { contract } from '../support/contract.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test.each(['1e1', '0x10', '%205%20', '+5', '05', '5.0', '', '0', '101', '9007199254740993', '1e400', 'true'])(
  '422 limit=%s',
  async (limit) => {
    const answer = await server.client.get(`/api/me/tasks?limit=${limit}`);
    expect(answer.status).toBe(422);
    expect(answer.body.violations).toEqual([expect.objectContaining({ in: 'query', name: 'limit' })]);
  },
);

test.each(['TRUE', '1', '', 'yes', 'null'])('422 completed=%s', async (completed) => {
  expect((await server.client.get(`/api/me/tasks?completed=${completed}`)).status).toBe(422);
});

test('422 a parameter given twice, an unknown one and one in another case', async () => {
  const answer = await server.client.get('/api/me/tasks?limit=1&limit=2&colour=red&Limit=1');
  expect(answer.body.violations.map(({ name, code }: { name: string; code: string }) => [name, code])).toEqual([
    ['limit', 'repeated'],
    ['colour', 'unknown'],
    ['Limit', 'unknown'],
  ]);
});

test('422 every violation at once, with pointers and in words', async () => {
  const body = { title: ' '.repeat(201), description: 7, 'a/b~c': 1 };
  const answer = await server.client.put(`/api/a%20b/tasks/no-uuid?x=1`, body, { 'if-match': '7' });
  expect(answer.status).toBe(422);
  expect(answer.body.violations).toEqual([
    { in: 'query', name: 'x', code: 'unknown', message: 'is not a parameter of this operation' },
    { in: 'path', name: 'user_id', code: 'pattern', message: expect.any(String) },
    { in: 'path', name: 'task_id', code: 'format', message: 'must be a UUID' },
    { in: 'header', name: 'If-Match', code: 'pattern', message: expect.any(String) },
    { in: 'body', pointer: '/a~1b~0c', code: 'unknown', message: 'is not a member that may be sent' },
    { in: 'body', pointer: '/title', code: 'max_length', message: 'must be at most 200 characters' },
    { in: 'body', pointer: '/title', code: 'pattern', message: 'must have a character that is not white space' },
    { in: 'body', pointer: '/description', code: 'type', message: 'must be a string or null' },
  ]);
});

test.each([
  [{}, '/title', 'required'],
  [{ title: null }, '/title', 'type'],
  [{ title: '' }, '/title', 'min_length'],
  [{ title: '\u2003\u00a0' }, '/title', 'pattern'],
  [{ title: 'a', completed: 'true' }, '/completed', 'type'],
  [{ title: 'a', completed: null }, '/completed', 'type'],
  [{ title: 'a', description: 'x'.repeat(10_001) }, '/description', 'max_length'],
  [{ title: 'a', id: '019c32a8-093e-7e31-90df-6c8e12a50013' }, '/id', 'unknown'],
  [{ title: 'a', version: 1 }, '/version', 'unknown'],
  [[], '', 'type'],
  ['a', '', 'type'],
  [null, '', 'type'],
])('422 %j', async (body, pointer, code) => {
  const answer = await server.client.post('/api/me/tasks', body);
  expect(answer.body.violations).toContainEqual(expect.objectContaining({ in: 'body', pointer, code }));
});

test('201 lengths count code points, in the contract and in the database', async () => {
  const body = { title: '👍'.repeat(200), description: '👍'.repeat(10_000) };
  expect((await server.client.post(`/api/${newUser()}/tasks`, body)).body).toMatchObject(body);
});

test('422 a task id in another text form of a UUID', async () => {
  for (const id of ['urn:uuid:019c32a8-093e-7e31-90df-6c8e12a50013', '{019c32a8-093e-7e31-90df-6c8e12a50013}']) {
    expect((await server.client.get(`/api/me/tasks/${encodeURIComponent(id)}`)).status).toBe(422);
  }
});

test.each([
  ['application/json', 200],
  ['*/*', 200],
  ['application/*;q=0.1, text/html', 200],
  ['text/html, application/json;q=0', 406],
  ['application/json; charset=utf-8', 200],
  ['text/html', 406],
])('Accept: %s is answered %i', async (accept, status) => {
  expect((await server.client.get('/livez', { accept })).status).toBe(status);
});

test('200 the contract is served as it is enforced', async () => {
  const yaml = await server.client.get('/openapi.yaml');
  const json = await server.client.get('/openapi.json');
  const { readFile } = await import('node:fs/promises');
  const { parse } = await import('yaml');
  expect(yaml.text).toBe(await readFile(new URL('../../openapi.yaml', import.meta.url), 'utf8'));
  expect(json.body).toEqual(parse(yaml.text));
});

test('422 a member that the contract says is read-only', () => {
  const planted = structuredClone(contract);
  const create = planted.operations.find(({ operationId }) => operationId === 'createTask');
  const schema = create?.requestBody?.content['application/json']?.schema as Schema;
  Object.assign(schema.properties as object, { version: { type: 'integer', readOnly: true } });
  const validator = new ContractValidator(planted);
  const errorsOf = (body: object) =>
    validator.validateRequest(
      { method: 'post', path: '', headers: {}, queries: new Map(), params: { user_id: 'me' }, body } as never,
      create,
    ).errors;
  expect(errorsOf({ title: 'a' })).toBeNull();
  expect(errorsOf({ title: 'a', version: 1 })).toEqual([
    { in: 'body', pointer: '/version', code: 'read_only', message: 'is written by the server alone' },
  ]);
});

test('a misspelt keyword of the contract is refused at start', () => {
  const planted = structuredClone(contract);
  const create = planted.operations.find(({ operationId }) => operationId === 'createTask');
  Object.assign(create?.requestBody?.content['application/json']?.schema as object, { maxLenght: 3 });
  expect(() => new ContractValidator(planted)).toThrow('maxLenght');
});

test('200 the same for a path in its normal form; slashes make another path', async () => {
  expect((await server.client.get('/livez?')).status).toBe(200);
  for (const path of ['/livez/', '//livez', '/./livez', '/api/me/tasks/', '/api/me//tasks', '/LIVEZ', '/']) {
    expect((await server.client.get(path)).status).toBe(404);
  }
});

test('422 the items of a list that is too long are not looked at, and a thousand violations are enough', async () => {
  const many = await server.client.post('/api/me/tasks/batch', { operations: Array(100_000).fill({}) });
  expect(many.body.violations).toEqual([expect.objectContaining({ pointer: '/operations', code: 'max_items' })]);
  // More than a call can have arguments.
  const unknown = Object.fromEntries(Array.from({ length: 110_000 }, (_, n) => [n.toString(36), 0]));
  const { status, body } = await server.client.post('/api/me/tasks', { title: 'A task', ...unknown });
  expect([status, body.violations.length]).toEqual([422, 1000]);
});
