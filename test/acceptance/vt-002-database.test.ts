import { expect, onTestFinished, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { startRefused } from '../support/process.ts';
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
