import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Load } from '../../src/database/load.ts';

const refusal = { status: 503, headers: { 'Retry-After': '1' } };

/** Begins pieces of work that end when they are told to. */
function begin(load: Load, count: number) {
  const ends = Array.from({ length: count }, () => Promise.withResolvers<void>());
  const done = ends.map(({ promise }) => load.run(() => promise));
  return async () => {
    for (const { resolve } of ends) resolve();
    await Promise.all(done);
  };
}

test('503 beyond what may be under way, until a piece of it has ended', async () => {
  const load = new Load(2);
  const end = begin(load, 2);
  await expect(load.assertRoom()).rejects.toMatchObject(refusal);
  await expect(load.run(async () => 'done')).rejects.toMatchObject(refusal);
  await end();
  expect(await load.run(async () => 'done')).toBe('done');
});

test('a turn of the event loop has a bounded number of refusals', async () => {
  const load = new Load(0);
  let refused = 0;
  const all = Array.from({ length: 100 }, () => load.assertRoom().catch(() => refused++));
  const perTurn: number[] = [];
  while (refused < all.length) {
    const before = refused;
    await setImmediate();
    perTurn.push(refused - before);
  }
  expect(Math.max(...perTurn)).toBe(20);
});

test('while the event loop is late, less may be under way', async () => {
  const load = new Load(10);
  const end = begin(load, 2);
  await load.assertRoom();
  const began = performance.now();
  while (performance.now() - began < 1_100);
  await expect.poll(() => load.assertRoom().catch((problem) => problem)).toMatchObject(refusal);
  await expect.poll(() => load.assertRoom(), { timeout: 5_000 }).toBe(undefined);
  await end();
});
