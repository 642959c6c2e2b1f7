import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { newOlderDatabase } from '../support/older.ts';
import { byDefault } from '../support/sample.ts';
import { startServer } from '../support/server.ts';

test('a schema that is up to date is left alone', async () => {
  const { database, close } = await startServer();
  onTestFinished(close);
  expect(await migrate(database.orm)).toEqual([]);
});

test('a schema ahead of the code is refused', async () => {
  const { database, close } = await startServer();
  onTestFinished(close);
  await sql`insert into mikro_orm_migrations (name) values ('Migration29990101000000_later')`.execute(
    database.fork().getKysely(),
  );
  await expect(migrate(database.orm)).rejects.toThrow('ahead of this code by Migration29990101000000_later');
});

test('tasks of 0.1 are there after the migrations that followed, and can be lived with', async () => {
  const { environment, user } = await newOlderDatabase();
  const { client, close } = await startServer(environment);
  onTestFinished(close);
  const { items } = (await client.get(`/api/${user}/tasks?limit=2`)).body;
  expect(items[0]).toEqual({
    ...byDefault,
    id: '019c32a8-093e-7e31-90df-000000001000',
    user_id: user,
    title: 'Task 1000',
    completed: true,
    completed_at: '2026-02-07T00:00:00.000Z',
    position: Date.parse('2026-02-06T12:34:56.574Z'),
    version: 1000,
    created_at: '2026-02-06T12:34:56.574Z',
    updated_at: '2026-02-08T00:00:00.000Z',
  });
  const path = `/api/${user}/tasks/${items[1].id}`;
  expect((await client.patch(path, { priority: 'high', tags: ['old'] }, { 'if-match': '"999"' })).status).toBe(200);
});
