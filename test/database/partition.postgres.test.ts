import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/database/open.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';
import { execute, partition } from '../support/databases.ts';
import { newUnmigratedDatabase } from '../support/server.ts';

const tables = sql`('task'::regclass, 'idempotency_key'::regclass)`;

async function prepared() {
  const { DATABASE_URL: url } = await newUnmigratedDatabase();
  const { database } = await prepareDatabase(readConfig({ DATABASE_URL: url }));
  onTestFinished(() => database.close());
  await sql`
    insert into task (user_id, id, title, completed, version, created_at, updated_at, priority, tags, position)
      select 'user-' || n % 1000, gen_random_uuid(), 'Task ' || n, false, 1, now(), now(), 'low', '{}', n
      from generate_series(1, 3000) n`.execute(database.fork().getKysely());
  await sql`insert into idempotency_key select 'me', 'key', 'request', 'answer', now()`.execute(
    database.fork().getKysely(),
  );
  return { database, url: url as string };
}

/** @returns the rows, and what the catalogue says of the tables, in words that are the same for both kinds of them */
async function description(database: Database): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select to_jsonb(task)::text as line from task
    union all select to_jsonb(idempotency_key)::text from idempotency_key
    union all select format('column %s of %s: %s %s %s %s', attnum, attrelid::regclass, attname,
      format_type(atttypid, atttypmod), attcollation::regcollation, attnotnull)
      from pg_attribute where attrelid in ${tables} and attnum > 0
    union all select format('constraint %s of %s: %s', conname, conrelid::regclass, pg_get_constraintdef(oid))
      from pg_constraint where conrelid in ${tables}
    union all select replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') from pg_index
      where indrelid in ${tables} and indisvalid
    union all select format('%s of %s: %s, %s, %s', relname, pg_get_userbyid(relowner), relacl, relrowsecurity, relforcerowsecurity)
      from pg_class where oid in ${tables}
    union all select format('policy %s: %s', polname, concat_ws(' ', polrelid::regclass, polcmd, polpermissive,
      polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)))
      from pg_policy where polrelid in ${tables}
    order by line`.execute(database.fork().getKysely());
  return rows.map(({ line }) => line);
}

const countPartitions = async (database: Database) => {
  const { rows } = await sql<{ partitions: number; used: number }>`
    select (select count(*)::int from pg_inherits where inhparent = 'task'::regclass) as partitions,
      (select count(distinct tableoid)::int from task) as used`.execute(database.fork().getKysely());
  return rows[0];
};

test('rows, columns, constraints, indexes, privileges and row security stay as they are', async () => {
  const { database, url } = await prepared();
  await execute(
    url,
    `grant select, update on task to pg_monitor;
      grant insert on idempotency_key to public;
      alter table task enable row level security, force row level security;
      create policy own on task using (user_id = current_setting('app.user', true)) with check (completed is not null);
      create policy no_secret on idempotency_key as restrictive for select to pg_monitor using (key <> 'secret')`,
  );
  const before = await description(database);
  await partition(url);
  expect(await description(database)).toEqual(before);
  expect(await countPartitions(database)).toEqual({ partitions: 64, used: 64 });
});

test('what is partitioned is not partitioned again', async () => {
  const { database, url } = await prepared();
  await partition(url);
  const before = await description(database);
  await expect(partition(url)).rejects.toThrow('task is partitioned already');
  expect(await description(database)).toEqual(before);
});

test('a table with a trigger is refused, and nothing has changed', async () => {
  const { database, url } = await prepared();
  await execute(
    url,
    `create trigger same before update on idempotency_key
      for each row execute function suppress_redundant_updates_trigger()`,
  );
  const before = await description(database);
  await expect(partition(url)).rejects.toThrow('idempotency_key has a trigger or is published');
  expect(await description(database)).toEqual(before);
  expect(await countPartitions(database)).toMatchObject({ partitions: 0 });
});
