import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { declaredOn } from './support/contract.ts';

test.each(['pglite', 'postgres'])('every declared status of every operation was answered on %s', (project) => {
  const file = join(inject('exercised'), project);
  const exercised = new Set(existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
  const pairs = declaredOn(project === 'pglite').map(({ operation, status }) => `${operation.operationId} ${status}`);
  expect(pairs.filter((pair) => !exercised.has(pair))).toEqual([]);
});
