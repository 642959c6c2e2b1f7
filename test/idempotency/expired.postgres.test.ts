import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { lockTasks, waiting } from '../support/locks.ts';
import { startServer } from '../support/server.ts';

test('409 while an expired key is claimed anew, and not the answer of the day before', async () => {
  const server = await startServer();
  onTestFinished(server.close);
  const send = () => server.client.post('/api/me/tasks', { title: 'A task' }, { 'idempotency-key': 'daily' });
  const yesterday = await send();
  await sql`update idempotency_key set created_at = now() - interval '25 hours'`.execute(
    server.database.fork().getKysely(),
  );
  const unlock = await lockTasks(server);
  const first = send();
  await expect.poll(() => waiting(server)).toBe(1);
  expect((await send()).status).toBe(409);
  await unlock();
  const today = await first;
  expect([today.status, today.body.id === yesterday.body.id]).toEqual([201, false]);
  expect((await send()).body).toEqual(today.body);
});
