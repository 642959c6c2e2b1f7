import { expect, test } from 'vitest';
import { failedWhile } from '../../src/database/driver-errors.ts';
import { Outage } from '../../src/database/outage.ts';
import { type Guard, withRetries } from '../../src/database/retry.ts';
import { keyInUse, preconditionFailed, taskNotFound } from '../../src/problem.ts';

const lost = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const unconnected = () => failedWhile('connecting', lost());
const deadlock = () => Object.assign(new Error('deadlock detected'), { code: '40P01' });
const full = () => Object.assign(new Error('sorry, too many clients already'), { code: '53300' });
const overdue = () => new Error('Query read timeout');
const duplicate = () => Object.assign(new Error('duplicate key value'), { code: '23505' });

const unavailable = { status: 503, code: 'unavailable', headers: { 'Retry-After': '1' } };
const unknown = { ...unavailable, outcome: 'unknown' };
const nothingDone = { ...unavailable, outcome: undefined };

/** Fails with each of the errors in turn, then succeeds. */
async function attempts(guard: Guard, ...errors: Error[]) {
  let count = 0;
  const outage = new Outage();
  const outcome = await withRetries(
    guard,
    async () => {
      const error = errors[count++];
      if (error) throw error;
      return 'done';
    },
    outage,
  ).catch((error) => error);
  return { outcome, count, failed: outage.isOn };
}

const guards: Guard[] = ['reads only', 'Idempotency-Key', 'If-Match', undefined];

test.each(guards)('%s: what was not sent, and what was rolled back, is done again', async (guard) => {
  const { outcome, count } = await attempts(guard, unconnected(), unconnected(), deadlock(), unconnected());
  expect([outcome, count]).toEqual(['done', 5]);
});

test.each(guards)('%s: a full or overdue database is not asked again', async (guard) => {
  expect(await attempts(guard, full())).toMatchObject({ outcome: nothingDone, count: 1 });
  expect(await attempts(guard, overdue())).toMatchObject({
    outcome: guard === 'reads only' ? nothingDone : unknown,
    count: 1,
  });
});

test.each(guards)('%s: what the database refuses for another reason is thrown as it is', async (guard) => {
  const [refused, absent] = [duplicate(), taskNotFound('x')];
  expect(await attempts(guard, refused)).toEqual({ outcome: refused, count: 1, failed: false });
  expect(await attempts(guard, absent)).toEqual({ outcome: absent, count: 1, failed: false });
});

test.each(['reads only', 'Idempotency-Key', 'If-Match'] as const)(
  '%s: lost, it is done twice more at most',
  async (guard) => {
    expect(await attempts(guard, lost(), lost())).toMatchObject({ outcome: 'done', count: 3 });
    expect(await attempts(guard, lost(), lost(), lost())).toMatchObject({
      outcome: guard === 'reads only' ? nothingDone : unknown,
      count: 3,
    });
  },
);

test('a write without a guard is not done again when it was lost', async () => {
  expect(await attempts(undefined, lost())).toMatchObject({ outcome: unknown, count: 1 });
});

test('If-Match: a refusal after a lost attempt may be of its making', async () => {
  expect(await attempts('If-Match', lost(), preconditionFailed(2))).toMatchObject({ outcome: unknown, count: 2 });
  expect(await attempts('If-Match', lost(), taskNotFound('x'))).toMatchObject({ outcome: unknown, count: 2 });
  expect(await attempts('If-Match', unconnected(), preconditionFailed(2))).toMatchObject({ outcome: { status: 412 } });
});

test('Idempotency-Key: while the lost attempt is under way, its answer is waited for', async () => {
  expect(await attempts('Idempotency-Key', lost(), keyInUse(), keyInUse())).toMatchObject({
    outcome: 'done',
    count: 4,
  });
  expect(await attempts('Idempotency-Key', keyInUse())).toMatchObject({ outcome: { status: 409 }, count: 1 });
});

test('an attempt that was lost makes the outcome unknown, whatever came after it', async () => {
  expect(await attempts('Idempotency-Key', lost(), full())).toMatchObject({ outcome: unknown, count: 2 });
});
