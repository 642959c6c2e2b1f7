import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import type { Operation } from '../../src/contract/document.ts';
import { bodyLimit } from '../../src/edge/read-body.ts';
import { contract, declaredOn } from '../support/contract.ts';
import { lockTasks, waiting } from '../support/locks.ts';
import { exampleId, type Sample, sampleOf } from '../support/sample.ts';
import { startServer, startServerWithoutDatabase, type TestServer } from '../support/server.ts';

let healthy: TestServer;
let broken: TestServer;
let unreachable: TestServer;

beforeAll(async () => {
  [healthy, broken, unreachable] = await Promise.all([startServer(), startServer(), startServerWithoutDatabase()]);
  await sql`drop table task`.execute(broken.database.fork().getKysely());
});
afterAll(() => Promise.all([healthy, broken, unreachable].map((server) => server.close())));

const rewrite = (options: Sample['options'], from: string, to: string) => {
  if (options.raw !== undefined) options.raw = options.raw.toString().replaceAll(from, to);
};

/** For each status: how to make an operation answer it. */
const provoke: Record<number, (sample: Sample, operation: Operation) => unknown> = {
  200: () => {},
  201: () => {},
  204: () => {},
  304: ({ options }) => Object.assign(options.headers, { 'if-none-match': '*' }),
  400: (sample) => {
    sample.path += '?%E0%A4%A';
  },
  404: (sample) => {
    rewrite(sample.options, sample.id, randomUUIDv7());
    sample.path = sample.path.replace(/[0-9a-f-]{36}(\/\w+)?$/, `${randomUUIDv7()}$1`);
  },
  406: ({ options }) => Object.assign(options.headers, { accept: 'image/png' }),
  409: async ({ id, path, options }, { operationId, method }) => {
    // Out of the trash, a task cannot be restored.
    if (operationId === 'restoreTask') return healthy.client.send('POST', path);
    if (operationId === 'batchTasks') {
      options.raw = JSON.stringify({ operations: [{ op: 'restore', task_id: id }] });
      return;
    }
    // While the table is locked, a request that is being worked on stays so.
    Object.assign(options.headers, { 'idempotency-key': randomUUIDv7() });
    const unlock = await lockTasks(healthy);
    const first = healthy.client.send(method.toUpperCase(), path, options);
    onTestFinished(async () => {
      await unlock();
      expect((await first).status).toBeLessThan(300);
    });
    await expect.poll(() => waiting(healthy)).toBe(1);
  },
  412: ({ options }) => {
    options.headers['if-match'] = '"999"';
    rewrite(options, '"if_version":1', '"if_version":999');
  },
  413: ({ options }) => Object.assign(options, { raw: `"${'x'.repeat(bodyLimit)}"` }),
  415: ({ options }) => {
    options.raw ??= '{}';
    options.headers['content-type'] = 'text/plain';
  },
  422: (sample) => {
    sample.path += '?no_such_parameter=1';
  },
  500: () => {},
  503: () => {},
};

test.each(declaredOn(inject('postgres') === undefined))(
  '$status $operation.operationId (VT-005)',
  async ({ operation, status }) => {
    const sample = await sampleOf(healthy.client, operation);
    await provoke[status]?.(sample, operation);
    if (status === 503) await unreachable.client.get('/api/me/tasks');
    const server = status === 500 ? broken : status === 503 ? unreachable : healthy;
    const answer = await server.client.send(operation.method.toUpperCase(), sample.path, sample.options);
    expect(answer.status).toBe(status);

    // The example of this answer is one that the server gives: its members and, of a problem, its kind.
    const example = operation.responses[status]?.content?.[answer.headers['content-type'] ?? '']?.example;
    if (typeof example === 'object' && example !== null && operation.operationId !== 'getContractAsJson') {
      const { failures: _, ...members } = answer.body;
      expect(Object.keys(members)).toEqual(Object.keys(example));
      if (status >= 400) {
        const { type, title } = example as { type: string; title: string };
        expect(answer.body).toMatchObject({ type, title });
      }
    }
  },
);

const requestExamples = contract.operations.flatMap((operation) =>
  Object.entries(operation.requestBody?.content ?? {}).map(([mediaType, { example }]) => ({
    operation,
    mediaType,
    example,
  })),
);

test.each(requestExamples)('200 the example of $operation.operationId as $mediaType (VT-005)', async (sent) => {
  const { id, path } = await sampleOf(healthy.client, sent.operation);
  const raw = JSON.stringify(sent.example).replaceAll(exampleId, id);
  const options = { headers: { 'content-type': sent.mediaType }, raw };
  const answer = await healthy.client.send(sent.operation.method.toUpperCase(), path, options);
  expect(answer.status).toBeLessThan(300);
});

test('404, 405 and OPTIONS where the contract has no operation (VT-005)', async () => {
  const { client } = healthy;
  expect((await client.get('/nowhere')).status).toBe(404);
  expect((await client.get('/livez/')).status).toBe(404);
  expect((await client.get('//livez')).status).toBe(404);
  for (const path of Object.keys(contract.document.paths ?? {})) {
    const filled = path.replace('{user_id}', 'me').replace('{task_id}', randomUUIDv7());
    const options = await client.send('OPTIONS', filled);
    const trace = await client.send('TRACE', filled);
    expect([options.status, trace.status]).toEqual([204, 405]);
    expect(trace.headers.allow).toBe(options.headers.allow);
    const methods = contract.operations.filter((operation) => operation.path === path).map(({ method }) => method);
    for (const method of methods) expect(options.headers.allow?.split(', ')).toContain(method.toUpperCase());
  }
});

test('HEAD answers as GET without a body (VT-005)', async () => {
  const [get, head] = [await healthy.client.get('/livez'), await healthy.client.send('HEAD', '/livez')];
  expect({ ...head, headers: { ...head.headers, date: '' } }).toEqual({
    ...get,
    headers: { ...get.headers, date: '' },
    text: '',
    body: undefined,
  });
});
