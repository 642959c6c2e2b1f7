import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { migrateAlone } from '../../src/database/migrate.ts';
import type { Orm } from '../../src/database/open.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';
import { execute, preparePartitioned } from '../support/databases.ts';
import { planted } from '../support/planted.ts';
import { newUnmigratedDatabase } from '../support/server.ts';

const prepareWhole = async (url: string) => (await prepareDatabase(readConfig({ DATABASE_URL: url }))).database.close();

async function indexes(orm: Orm) {
  const { rows } = await sql<{ definition: string; valid: boolean }>`
    select pg_get_indexdef(indexrelid) as definition, indisvalid as valid from pg_index
    where indrelid in (select 'task'::regclass union select inhrelid from pg_inherits where inhparent = 'task'::regclass)
      and pg_get_indexdef(indexrelid) like '%(user_id, title) WHERE%'`.execute(
    (orm.em.fork() as SqlEntityManager).getKysely(),
  );
  return rows;
}

describe.each([
  { tables: 'whole', prepare: prepareWhole, count: 1 },
  { tables: 'partitioned', prepare: preparePartitioned, count: 1 + 64 },
])('on $tables tables', ({ prepare, count }) => {
  const prepared = async () => {
    const environment = await newUnmigratedDatabase();
    const url = environment.DATABASE_URL as string;
    await prepare(url);
    return { environment, url };
  };

  // Who waits for the lock must not be waited for by the index: neither would end.
  test('of ten servers that start at once, one builds the index', async () => {
    const { environment, url } = await prepared();
    await execute(
      url,
      `alter database ${new URL(url).pathname.slice(1)} set default_transaction_isolation = 'repeatable read'`,
    );
    const orms = await Promise.all(Array.from({ length: 10 }, () => planted(environment)));
    const ran = await Promise.all(orms.map(migrateAlone));
    expect(ran.flat()).toEqual(['Migration29990101000000_planted']);
    const built = await indexes(orms[0] as Orm);
    expect([built.length, built.every(({ valid }) => valid)]).toEqual([count, true]);
  });

  test('what an interrupted start has left of the index is made anew', async () => {
    const { environment, url } = await prepared();
    await execute(
      url,
      `insert into task (user_id, id, title, completed, version, created_at, updated_at, priority, tags, position)
        select 'user-' || n, gen_random_uuid(), 'A task', false, 1, now(), now(), 'none', '{}', 1
        from generate_series(1, 1000) n`,
    );
    if (count > 1) {
      await execute(
        url,
        `create index task_planted on only task (user_id, title) where deleted_at is null;
          create index task_00_task_planted on task_00 (user_id, title) where deleted_at is null;
          alter index task_planted attach partition task_00_task_planted`,
      );
    }
    // One that should be unique and cannot be is left as one that was not finished.
    const unfinished = count > 1 ? 'task_01_task_planted on task_01' : 'task_planted on task';
    await expect(execute(url, `create unique index concurrently ${unfinished} ((1))`)).rejects.toThrow(
      'could not create',
    );
    const orm = await planted(environment);
    expect(await migrateAlone(orm)).toEqual(['Migration29990101000000_planted']);
    const built = await indexes(orm);
    expect([built.length, built.every(({ valid }) => valid)]).toEqual([count, true]);
  });
});
