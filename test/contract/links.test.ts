import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUser, type Sent } from '../support/client.ts';
import { contract } from '../support/contract.ts';
import { startServer, type TestServer } from '../support/server.ts';

interface Link {
  operationId: string;
  parameters: Record<string, string>;
}

interface Source {
  path: Record<string, string>;
  query: Record<string, string>;
  answer: Sent;
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const links = Object.entries((contract.definition.components?.links ?? {}) as unknown as Record<string, Link>);

test.each(links)('the link %s leads to an operation and gives it what its path needs', (_name, link) => {
  const target = contract.operations.find(({ operationId }) => operationId === link.operationId);
  const known = target?.parameters.map(({ name }) => name);
  const needed = target?.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  expect(known).toEqual(expect.arrayContaining(Object.keys(link.parameters)));
  expect(Object.keys(link.parameters)).toEqual(expect.arrayContaining(needed ?? ['an operation']));
});

/** @returns the value of a runtime expression (OpenAPI 3.1, 4.8.20.4), of those kinds that the contract has */
function evaluate(expression: string, { path, query, answer }: Source): unknown {
  const [, part, name = ''] = /^\$(request\.path\.|request\.query\.|response\.body#\/)(.+)$/.exec(expression) ?? [];
  if (part === 'request.path.') return path[name];
  if (part === 'request.query.') return query[name];
  return name.split('/').reduce((node, token) => node?.[token], answer.body);
}

/** Follows a link from an answer. */
async function follow(name: string, source: Source, json?: unknown): Promise<Sent> {
  const link = links.find(([candidate]) => candidate === name)?.[1] as Link;
  const target = contract.operations.find(({ operationId }) => operationId === link.operationId);
  const url = new URL(target?.path ?? '', server.url);
  let path = target?.path ?? '';
  for (const [parameter, expression] of Object.entries(link.parameters)) {
    const value = evaluate(expression, source);
    if (path.includes(`{${parameter}}`)) path = path.replace(`{${parameter}}`, String(value));
    else if (value !== undefined) url.searchParams.set(parameter, String(value));
  }
  return server.client.send(target?.method.toUpperCase() ?? '', path + url.search, { json });
}

test('a client that follows the links walks the whole life of a task', async () => {
  const path = { user_id: newUser() };
  const created = await server.client.post(`/api/${path.user_id}/tasks`, { title: 'A task' });
  const task: Source = { path, query: {}, answer: created };
  expect((await follow('GetTask', task)).body).toEqual(created.body);
  expect((await follow('ReplaceTask', task, { title: 'Another' })).body).toMatchObject({
    title: 'Another',
    version: 2,
  });
  expect((await follow('UpdateTask', task, { description: 'Why' })).body).toMatchObject({ version: 3 });
  expect((await follow('CompleteTask', task)).body).toMatchObject({ completed: true });
  expect((await follow('ListTasks', task)).body.items).toMatchObject([{ id: created.body.id }]);
  expect((await follow('DeleteTask', task)).status).toBe(204);
  expect((await follow('GetTask', task)).status).toBe(404);
});

test('a client that follows the links walks the pages of a list', async () => {
  const path = { user_id: newUser() };
  for (const title of ['First', 'Second']) await server.client.post(`/api/${path.user_id}/tasks`, { title });
  const query = { limit: '1', completed: 'false' };
  const answer = await server.client.get(`/api/${path.user_id}/tasks?limit=1&completed=false`);
  expect((await follow('FirstTask', { path, query, answer })).body).toMatchObject({ title: 'Second' });
  const next = await follow('NextPage', { path, query, answer });
  expect(next.body).toMatchObject({ items: [{ title: 'First' }], next_cursor: null });
});
