import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
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
