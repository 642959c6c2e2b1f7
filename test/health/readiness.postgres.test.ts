import { expect, onTestFinished, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { execute } from '../support/databases.ts';
import { newDatabase, startInProcess } from '../support/server.ts';

test('503 while nothing can be written, 200 again when it can', async () => {
  const environment = await newDatabase();
  const url = (environment.DATABASE_DIRECT_URL ?? environment.DATABASE_URL) as string;
  const { client, close } = await startInProcess(environment);
  onTestFinished(close);
  /** For connections that are made from now on; those that there are are ended. */
  const setReadOnly = (value: 'on' | 'off') =>
    execute(
      `${url}?options=-cdefault_transaction_read_only=off`,
      `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = ${value};
      select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
  const ready = async () => (await client.get('/readyz')).status;
  expect(await ready()).toBe(200);

  await setReadOnly('on');
  const header = { 'idempotency-key': 'once' };
  const write = async () => (await client.post(`/api/${newUser()}/tasks`, { title: 'A task' }, header)).status;
  expect(await write()).toBe(503);
  expect(await ready()).toBe(503);

  await setReadOnly('off');
  await expect.poll(ready).toBe(200);
  expect(await write()).toBe(201);
});
