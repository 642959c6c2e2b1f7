import type { Migrator } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { newUser } from './client.ts';
import { newUnmigratedDatabase } from './server.ts';

/** @returns a database as release 0.1 left it, and a user who has 1,000 tasks there */
export async function newOlderDatabase() {
  const environment = await newUnmigratedDatabase();
  const user = newUser();
  const database = await openDatabase(readConfig(environment));
  await (database.orm.migrator as unknown as Migrator).up({ to: 'Migration20261122000000_task' });
  await sql`
    insert into task select ${user}, ('019c32a8-093e-7e31-90df-' || lpad(n::text, 12, '0'))::uuid, 'Task ' || n, null, n % 2 = 0,
      case when n % 2 = 0 then '2026-02-07T00:00:00Z'::timestamptz end, n, '2026-02-06T12:34:56.574Z', '2026-02-08T00:00:00Z'
    from generate_series(1, 1000) n`.execute(database.fork().getKysely());
  await database.close();
  return { environment, user };
}
