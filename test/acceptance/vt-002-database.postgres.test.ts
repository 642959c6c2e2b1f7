import { expect, inject, test } from 'vitest';
import { startRefused } from '../support/process.ts';

test('a database that does not exist is refused at start (VT-002)', async () => {
  const url = new URL(inject('postgres') as string);
  url.pathname = '/no_such_database';
  const { code, stderr } = await startRefused({ DATABASE_URL: url.href });
  expect(code).toBe(1);
  expect(stderr).toContain('Create that database, or name another in DATABASE_URL');
});
