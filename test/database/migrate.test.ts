import { sql } from 'kysely';
import { expect, inject, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { migrate } from '../../src/database/migrate.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';
import { newDatabase, startServer } from '../support/server.ts';

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

test.runIf(inject('postgres'))('of ten servers that start at once on an empty database, one migrates it', async () => {
  const config = readConfig(await newDatabase());
  const prepared = await Promise.all(Array.from({ length: 10 }, () => prepareDatabase(config)));
  expect(prepared.filter(({ migrations }) => migrations.length > 0)).toHaveLength(1);
  await Promise.all(prepared.map(({ database }) => database.close()));
});

test.runIf(inject('postgres'))('migrations run over DATABASE_DIRECT_URL', async () => {
  const { DATABASE_URL: direct } = await newDatabase();
  const pooled = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing', DATABASE_DIRECT_URL: direct };
  const { database, migrations } = await prepareDatabase(readConfig(pooled));
  expect(migrations).not.toEqual([]);
  await database.close();
});
