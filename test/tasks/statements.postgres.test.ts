import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../support/contract.ts';
import { sampleOf } from '../support/sample.ts';
import { newDatabase, startServer, type TestServer } from '../support/server.ts';
import { startStatementProxy } from '../support/statement-proxy.ts';

let server: TestServer;
let proxy: Awaited<ReturnType<typeof startStatementProxy>>;

beforeAll(async () => {
  const environment = await newDatabase();
  const url = new URL(environment.DATABASE_URL as string);
  proxy = await startStatementProxy({ hostname: url.hostname, port: Number(url.port || 5432) });
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  server = await startServer({ ...environment, DATABASE_URL: url.href });
});
afterAll(async () => {
  await server.close();
  proxy.close();
});

const ofTasks = contract.operations.filter(({ path }) => path.startsWith('/api/'));
const others = contract.operations.filter((operation) => !ofTasks.includes(operation));

async function statementsOf(operation: (typeof ofTasks)[number], headers = {}) {
  const { path, options } = await sampleOf(server.client, operation);
  proxy.count();
  const { status } = await server.client.send(operation.method.toUpperCase(), path, {
    ...options,
    headers: { ...options.headers, ...headers },
  });
  return { status, statements: proxy.count() };
}

// The README says why.
const ofBatch = 4;

test.each(ofTasks)('$operationId executes one statement', async (operation) => {
  const { status, statements } = await statementsOf(operation);
  expect(status).toBeLessThan(300);
  expect(statements).toBe(operation.operationId === 'batchTasks' ? ofBatch : 1);
});

test.each(ofTasks.filter(({ responses }) => responses[412] && responses[304] === undefined))(
  '$operationId executes one statement when it is refused with 412',
  async (operation) => {
    const { path, options } = await sampleOf(server.client, operation);
    const raw = options.raw?.toString().replace('"if_version":1', '"if_version":9');
    proxy.count();
    const { status } = await server.client.send(operation.method.toUpperCase(), path, {
      ...(raw !== undefined && { raw }),
      headers: { ...options.headers, 'if-match': '"9"' },
    });
    // Begin, read, roll back.
    expect([status, proxy.count()]).toEqual([412, operation.operationId === 'batchTasks' ? ofBatch - 1 : 1]);
  },
);

test('listTasks executes one statement, whatever it is asked', async () => {
  for (const query of [
    'sort=-due_at',
    'sort=priority,-title',
    'q=a&tag=b',
    'include=total&overdue=true',
    'deleted=true',
  ]) {
    proxy.count();
    await server.client.get(`/api/me/tasks?${query}`);
    expect([query, proxy.count()]).toEqual([query, 1]);
  }
});

test('updateTask reads first when the patch has a part of what makes due_at', async () => {
  const { body: task } = await server.client.post('/api/me/tasks', { title: 'A task' });
  const due = { due_date: '2026-02-07', due_time: '18:30', time_zone: 'Europe/Berlin' };
  const counted = async (body: object) => {
    proxy.count();
    expect((await server.client.patch(`/api/me/tasks/${task.id}`, body)).status).toBe(200);
    return proxy.count();
  };
  expect([await counted(due), await counted({ title: 'Another' }), await counted({ due_date: '2026-02-08' })]).toEqual([
    1, 1, 4,
  ]);
});

test('a batch executes as many statements for 100 operations as for one', async () => {
  const { body: task } = await server.client.post('/api/me/tasks', { title: 'A task' });
  const operations = Array.from({ length: 100 }, (_, n) =>
    n % 2 ? { op: 'create', task: { title: 'New' } } : { op: 'complete', task_id: task.id },
  );
  proxy.count();
  expect((await server.client.post('/api/me/tasks/batch', { operations })).status).toBe(200);
  expect(proxy.count()).toBe(ofBatch);
});

test.each(ofTasks.filter(({ parameters }) => parameters.some(({ name }) => name === 'Idempotency-Key')))(
  '$operationId with an Idempotency-Key executes four more: begin, claim, keep, commit',
  async (operation) => {
    const { status, statements } = await statementsOf(operation, { 'idempotency-key': randomUUID() });
    expect(status).toBeLessThan(300);
    // A batch has the begin and the commit already.
    expect(statements).toBe(operation.operationId === 'batchTasks' ? ofBatch + 2 : 5);
  },
);

test.each(others)('$operationId executes none', async (operation) => {
  expect(await statementsOf(operation)).toEqual({ status: 200, statements: 0 });
});
