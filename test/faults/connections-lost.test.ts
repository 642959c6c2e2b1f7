import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Operation } from '../../src/contract/document.ts';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { newDatabaseBehindProxy } from '../support/behind-proxy.ts';
import { contract } from '../support/contract.ts';
import { type Sample, sampleOf } from '../support/sample.ts';
import { startServer, type TestServer } from '../support/server.ts';
import type { Moment, StatementProxy } from '../support/statement-proxy.ts';
import { observed } from './observed.ts';

let server: TestServer;
let proxy: StatementProxy;
let direct: Database;

beforeAll(async () => {
  const behind = await newDatabaseBehindProxy();
  proxy = behind.proxy;
  server = await startServer(behind.environment);
  direct = await openDatabase(readConfig(behind.direct));
});
afterAll(async () => {
  await server.close();
  await direct.close();
  proxy.close();
});

const operations = contract.operations.filter(({ path }) => path.includes('{user_id}'));
const declares = (operation: Operation, header: string) => operation.parameters.some(({ name }) => name === header);
const guards = ['', 'If-Match', 'Idempotency-Key'] as const;
const cases = operations.flatMap((operation) =>
  guards
    .filter((guard) => guard === '' || declares(operation, guard))
    .map((guard) => [operation.operationId, guard, operation] as const),
);

const headersOf: Record<(typeof guards)[number], () => Record<string, string>> = {
  '': () => ({}),
  'If-Match': () => ({ 'if-match': '"1"' }),
  'Idempotency-Key': () => ({ 'idempotency-key': randomUUID() }),
};

/** @returns a request, and what of the user's tasks it can change, in figures */
async function prepare(operation: Operation, guard: (typeof guards)[number]) {
  const sample: Sample = await sampleOf(server.client, operation);
  const headers = { ...sample.options.headers, ...headersOf[guard]() };
  if (guard === 'If-Match' && operation.operationId === 'restoreTask') headers['if-match'] = '"2"';
  const send = () => server.client.send(operation.method.toUpperCase(), sample.path, { ...sample.options, headers });
  const state = async () => {
    const { rows } = await sql<Record<string, number>>`
      select count(*)::int tasks, sum(version)::int versions, count(*) filter (where completed)::int completed,
        count(deleted_at)::int deleted from task where user_id = ${sample.user}`.execute(direct.fork().getKysely());
    return rows[0] as Record<string, number>;
  };
  const before = await state();
  const effect = async () => {
    const after = await state();
    return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] as number)]));
  };
  return { send, effect };
}

const none = { tasks: 0, versions: 0, completed: 0, deleted: 0 };

describe('the connection is cut at each statement, before it and after it', () => {
  test.each(cases)('%s %s: applied once, or 503 and its outcome unknown', async (operationId, guard, operation) => {
    const whole = await prepare(operation, guard);
    proxy.count();
    const { status: done } = await whole.send();
    expect(done).toBeLessThan(300);
    const statements = proxy.count();
    const onceApplied = await whole.effect();
    if (operation.method !== 'get') expect(onceApplied).not.toEqual(none);

    for (let at = 1; at <= statements; at++) {
      for (const moment of ['before', 'after'] as Moment[]) {
        const { send, effect } = await prepare(operation, guard);
        const held = proxy.hold(at, moment);
        const answered = send();
        await held;
        proxy.cut();
        const { status, body } = await answered;

        const outcome = { operationId, at, moment, status, effect: await effect() };
        // In a transaction, nothing before the last statement, COMMIT, can have had an effect.
        const maybe = at === statements && operation.method !== 'get' && guard !== 'Idempotency-Key';
        const isUnknown = maybe && (guard === '' || moment === 'after');
        expect(outcome).toEqual({
          operationId,
          at,
          moment,
          status: isUnknown ? 503 : done,
          effect: isUnknown && moment === 'before' ? none : onceApplied,
        });
        expect(body?.outcome).toBe(isUnknown ? 'unknown' : undefined);
      }
    }
  });

  afterAll(() => {
    const twice = 'cut before and after each statement';
    observed(`a read; the connection ${twice}`, '200', 'nothing to hold');
    observed(
      `a write without a key or version; ${twice}`,
      'done, if COMMIT was not sent; else 503: the outcome is not known',
      'the write once, or not at all, never twice',
    );
    observed(
      `a write with \`If-Match\`; ${twice}`,
      'done, if it had not been; else 503: the outcome is not known',
      'the write once',
    );
    observed(`a write with \`Idempotency-Key\`; ${twice}`, 'done', 'the write once');
  });
});
