import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createClient, newUser } from '../support/client.ts';
import { lockTasks, waiting } from '../support/locks.ts';
import { startProcess } from '../support/process.ts';
import { newDatabase } from '../support/server.ts';
import { observed } from './observed.ts';

const poolMax = 3;

test('three times as many backends as the pool has are killed inside transactions', async () => {
  const environment = await newDatabase();
  const server = await startProcess({ ...environment, DATABASE_POOL_MAX: String(poolMax) });
  const client = createClient(server.url);
  onTestFinished(() => client.close());
  const database = await openDatabase(readConfig(environment));
  onTestFinished(() => database.close());
  const tasks = `/api/${newUser()}/tasks`;

  for (let round = 1; round <= 3; round++) {
    const unlock = await lockTasks({ database });
    const sent = Array.from({ length: poolMax }, () =>
      client.post(tasks, { title: 'Once' }, { 'idempotency-key': randomUUID() }),
    );
    await expect.poll(() => waiting({ database })).toBe(poolMax);
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(database.fork().getKysely());
    expect(rows).toHaveLength(poolMax);
    await unlock();
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([201, 201, 201]);
  }
  expect((await client.get(`${tasks}?include=total`)).body.total).toBe(3 * poolMax);
  expect(await server.stop('SIGTERM')).toBe(0);
  observed(
    'three times as many backends as the pool has are terminated inside keyed transactions',
    'done; the next requests are served, SIGTERM ends with exit 0',
    'each write once',
  );
});
