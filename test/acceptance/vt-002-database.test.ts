import { symlinkSync } from 'node:fs';
import { expect, inject, onTestFinished, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { newDurableDatabase } from '../support/durable.ts';
import { startProcess, startRefused } from '../support/process.ts';
import { startServer } from '../support/server.ts';

test('200 the database connection is established (VT-002)', async () => {
  const { client, close } = await startServer();
  onTestFinished(close);
  expect((await client.get(`/api/${newUser()}/tasks`)).body).toEqual({ items: [], next_cursor: null });
});

test('a database that nobody answers for is refused at start, without the password (VT-002)', async () => {
  const { code, stderr } = await startRefused({ DATABASE_URL: 'postgresql://ada:secret@127.0.0.1:1/tasks' });
  expect(code).toBe(1);
  expect(stderr).toContain('Cannot reach PostgreSQL at 127.0.0.1:1/tasks as ada');
  expect(stderr).toContain('ECONNREFUSED');
  expect(stderr).not.toContain('secret');
});

test.runIf(inject('postgres'))('a database that does not exist is refused at start (VT-002)', async () => {
  const url = new URL(inject('postgres') as string);
  url.pathname = '/no_such_database';
  const { code, stderr } = await startRefused({ DATABASE_URL: url.href });
  expect(code).toBe(1);
  expect(stderr).toContain('Create that database, or name another in DATABASE_URL');
});

test.skipIf(inject('postgres'))(
  'an embedded database in use is refused, and free again when its process dies (VT-002)',
  async () => {
    const environment = await newDurableDatabase();
    const first = await startProcess(environment);
    const link = `${environment.DATABASE_DATA_DIR}-link`;
    symlinkSync(environment.DATABASE_DATA_DIR as string, link);
    for (const spelling of [environment.DATABASE_DATA_DIR, `${environment.DATABASE_DATA_DIR}/`, link]) {
      const { code, stderr } = await startRefused({ DATABASE_DATA_DIR: spelling as string });
      expect(code).toBe(1);
      expect(stderr).toContain(`is in use by process ${first.pid}. Stop that one, or set DATABASE_DATA_DIR`);
    }
    await first.stop('SIGKILL');
    const second = await startProcess(environment);
    expect(await second.stop('SIGTERM')).toBe(0);
  },
);

test('every fault of the environment is named at once (VT-002)', async () => {
  const { code, stderr } = await startRefused({
    PORT: 'x',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://a:secret@b/c',
    HOST: '0.0.0.0',
  });
  expect(code).toBe(1);
  for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'AUTH_MODE=none']) expect(stderr).toContain(name);
  expect(stderr).not.toContain('secret');
});
