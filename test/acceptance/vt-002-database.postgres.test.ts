import { expect, test } from 'vitest';
import { startRefused } from '../support/process.ts';
import { environmentOf } from '../support/server.ts';

test('a database that does not exist is refused at start (VT-002)', async () => {
  const { code, stderr } = await startRefused(environmentOf('no_such_database'));
  expect(code).toBe(1);
  expect(stderr).toMatch(/Create that database, or name another in DATABASE_(DIRECT_)?URL/);
});
