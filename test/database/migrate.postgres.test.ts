import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { advisoryLock } from '../../src/database/migrate.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';
import { newUnmigratedDatabase } from '../support/server.ts';

test('of ten servers that start at once on an empty database, one migrates it', async () => {
  const config = readConfig(await newUnmigratedDatabase());
  const prepared = await Promise.all(Array.from({ length: 10 }, () => prepareDatabase(config)));
  expect(prepared.filter(({ migrations }) => migrations.length > 0)).toHaveLength(1);
  await Promise.all(prepared.map(({ database }) => database.close()));
});

test('migrations run over DATABASE_DIRECT_URL, and DATABASE_URL must then show them', async () => {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: direct = url } = await newUnmigratedDatabase();
  const { database, migrations } = await prepareDatabase(
    readConfig({ DATABASE_URL: `${url}?application_name=pooled`, DATABASE_DIRECT_URL: direct }),
  );
  expect(migrations).not.toEqual([]);
  await database.close();

  const { DATABASE_URL: other } = await newUnmigratedDatabase();
  const elsewhere = readConfig({ DATABASE_URL: other, DATABASE_DIRECT_URL: direct });
  await expect(prepareDatabase(elsewhere)).rejects.toThrow('which DATABASE_URL names');
});

test('a database that cannot be reached is named with its variable', async () => {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: direct = url } = await newUnmigratedDatabase();
  const nowhere = 'postgresql://nobody@127.0.0.1:1/nothing';
  const prepare = (environment: Record<string, string | undefined>) => prepareDatabase(readConfig(environment));
  await expect(prepare({ DATABASE_URL: url, DATABASE_DIRECT_URL: nowhere })).rejects.toThrow(
    'right in DATABASE_DIRECT_URL?',
  );
  await expect(prepare({ DATABASE_URL: nowhere, DATABASE_DIRECT_URL: direct })).rejects.toThrow(
    'right in DATABASE_URL?',
  );
});

test('a start that has nothing to migrate does not wait for whoever has the lock', async () => {
  const environment = await newUnmigratedDatabase();
  const config = readConfig(environment);
  const { database } = await prepareDatabase(config);
  onTestFinished(() => database.close());
  const locked = await database.fork().getKysely().startTransaction().execute();
  await sql`select pg_advisory_xact_lock(${advisoryLock}::int)`.execute(locked);
  const other = await prepareDatabase(config);
  expect(other.migrations).toEqual([]);
  await other.database.close();
  await locked.rollback().execute();
});
