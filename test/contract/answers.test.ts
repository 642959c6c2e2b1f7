import Koa from 'koa';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { AnswerChecker } from '../../src/contract/answer-checker.ts';
import { serveContract } from '../../src/contract/serve.ts';
import type { Handlers } from '../../src/contract/types.ts';
import type { Database } from '../../src/database/open.ts';
import { answer } from '../../src/edge/answer.ts';
import { requestLog } from '../../src/edge/request-log.ts';
import { listen } from '../../src/listen.ts';
import { createLog } from '../../src/log.ts';
import { operations } from '../../src/operations.ts';
import { Problem } from '../../src/problem.ts';
import { contract } from '../support/contract.ts';
import { startServer, type TestServer } from '../support/server.ts';

let database: Database;
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  database = server.database;
});
afterAll(() => server.close());

/** Starts a server with a faulty handler; the client is plain, for that of the tests would refuse the answer. */
async function startFaulty(faulty: () => unknown, checkAnswers: boolean, path = '/livez') {
  const lines: string[] = [];
  const app = new Koa();
  app.use(requestLog(createLog('info', { write: (line) => void lines.push(line) })));
  app.use(answer(checkAnswers ? new AnswerChecker(contract).check : undefined));
  const handlers = {
    ...operations(contract, database, new AbortController().signal),
    getLiveness: faulty,
    listTasks: faulty,
  } as Handlers;
  app.use(await serveContract(contract, handlers, database));
  const { server: listening, url } = await listen(app, createLog('silent'), '127.0.0.1', 0);
  onTestFinished(() => void listening.close());
  const response = await fetch(`${url}${path}`);
  return { status: response.status, text: await response.text(), logged: () => lines.join('') };
}

const ok = { status: 200, body: { status: 'ok' } };

describe('an answer that departs from the contract', () => {
  test.each<[string, () => unknown]>([
    ['an undeclared status', () => ({ ...ok, status: 202 })],
    ['a missing member', () => ({ status: 200, body: {} })],
    ['an undeclared header', () => ({ ...ok, headers: { 'X-Secret': 'secret' } })],
    [
      'an undeclared problem',
      () => {
        throw new Problem(412, 'urn:problem-type:task-api:precondition_failed', 'secret');
      },
    ],
  ])('500 with CHECK_ANSWERS=on, and is in the log: %s', async (_name, getLiveness) => {
    const { status, text, logged } = await startFaulty(getLiveness, true);
    expect(status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ type: 'urn:problem-type:task-api:internal_error' });
    expect(text).not.toContain('secret');
    await expect.poll(logged).toContain('getLiveness');
  });

  test('500 with CHECK_ANSWERS=on: a wrong value', async () => {
    const faulty = () => ({ status: 200, body: { items: [], next_cursor: 'secret'.repeat(400) } });
    expect((await startFaulty(faulty, true, '/api/me/tasks')).status).toBe(500);
    expect((await startFaulty(faulty, false, '/api/me/tasks')).status).toBe(200);
  });

  test('200 with CHECK_ANSWERS=on for one that does not', async () => {
    expect(await startFaulty(() => ok, true)).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  });

  test.each([true, false])(
    'a member that the contract does not know cannot leave (CHECK_ANSWERS %s)',
    async (check) => {
      const faulty = () => ({ status: 200, body: { status: 'ok', secret: 'secret' } });
      expect(await startFaulty(faulty, check)).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    },
  );
});

test('each request has an EntityManager of its own', async () => {
  const given: unknown[] = [];
  const app = new Koa();
  app.use(answer());
  const getLiveness: Handlers['getLiveness'] = (_request, em) => {
    given.push(em);
    return { status: 200, body: { status: 'ok' } };
  };
  app.use(
    await serveContract(
      contract,
      { ...operations(contract, database, new AbortController().signal), getLiveness },
      database,
    ),
  );
  const { server: listening, url } = await listen(app, createLog('silent'), '127.0.0.1', 0);
  onTestFinished(() => void listening.close());
  await Promise.all([fetch(`${url}/livez`), fetch(`${url}/livez`)]);
  expect(new Set([...given, database.orm.em]).size).toBe(3);
});
