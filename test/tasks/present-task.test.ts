import { expect, test } from 'vitest';
import { presentTask } from '../../src/tasks/present-task.ts';

test.each([
  ['2026-02-06 12:34:56.789+00', '2026-02-06T12:34:56.789Z'],
  ['2026-02-06 12:34:56.7+00', '2026-02-06T12:34:56.700Z'],
  ['2026-02-06 12:34:56+00', '2026-02-06T12:34:56.000Z'],
  ['2026-02-06 18:04:56.78+05:30', '2026-02-06T12:34:56.780Z'],
  ['2026-02-06 07:34:56.78-05', '2026-02-06T12:34:56.780Z'],
  ['1850-01-01 19:03:57.999-04:56:02', '1850-01-01T23:59:59.999Z'],
  ['0001-12-31 19:03:58-04:56:02 BC', '0001-01-01T00:00:00.000Z'],
  ['10000-01-01 13:59:59.999+14', '9999-12-31T23:59:59.999Z'],
])('PostgreSQL’s %s is the contract’s %s', (created_at, expected) => {
  expect(presentTask({ created_at, updated_at: created_at, completed_at: null } as never).created_at).toBe(expected);
});
