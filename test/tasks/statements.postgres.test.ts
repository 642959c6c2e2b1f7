import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../support/contract.ts';
import { startCountingProxy } from '../support/counting-proxy.ts';
import { sampleOf } from '../support/sample.ts';
import { newDatabase, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let proxy: Awaited<ReturnType<typeof startCountingProxy>>;

beforeAll(async () => {
  const { DATABASE_URL } = await newDatabase();
  const url = new URL(DATABASE_URL as string);
  proxy = await startCountingProxy({ hostname: url.hostname, port: Number(url.port || 5432) });
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  server = await startServer({ DATABASE_URL: url.href });
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

test.each(ofTasks)('$operationId executes one statement', async (operation) => {
  const { status, statements } = await statementsOf(operation);
  expect(status).toBeLessThan(300);
  expect(statements).toBe(1);
});

test.each(ofTasks.filter(({ responses }) => responses[412]))(
  '$operationId executes one statement when it is refused with 412',
  async (operation) => {
    expect(await statementsOf(operation, { 'if-match': '"9"' })).toEqual({ status: 412, statements: 1 });
  },
);

test.each(others)('$operationId executes none', async (operation) => {
  expect(await statementsOf(operation)).toEqual({ status: 200, statements: 0 });
});
