import { execute } from '../support/databases.ts';

export const rows = 1_000_000;

/** Who has a tenth of the tasks, and one of the 9,000 who have 100 each. */
export const heavyUser = 'heavy';
export const smallUser = 'user-17';

/**
 * A day's tasks of all users lie side by side, as they would have been written. Words and tags are as frequent with
 * the others as with the heavy user. Ids are in the form of UUIDv7, made here because PostgreSQL has uuidv7() only
 * from 18 on.
 */
const tasks = `
  create function chance(n bigint, of int) returns double precision immutable parallel safe
    return (hashint8extended(n, of) & 1048575) / 1048576.0;
  insert into task (user_id, id, title, description, completed, completed_at, priority, due_date, due_at, tags, position,
    version, created_at, updated_at, deleted_at)
  select
    case when n % 10 = 0 then '${heavyUser}' else 'user-' || n % 10000 end,
    (lpad(to_hex((extract(epoch from created_at) * 1000)::bigint), 12, '0') || '7' || left(md5(n::text), 3) || '8'
      || right(md5(n::text), 15))::uuid,
    concat_ws(' ', 'common', case when chance(n, 1) < 0.2 then 'frequent' end, middling, rare,
      'w' || (chance(n, 2) * 2000)::int, 'w' || (chance(n, 3) * 2000)::int),
    case when chance(n, 4) < 0.25 then concat_ws(' ', 'about', 'w' || (chance(n, 5) * 2000)::int, 'w' || (chance(n, 6) * 2000)::int) end,
    completed_at is not null,
    completed_at,
    (array['none', 'none', 'none', 'low', 'medium', 'high', 'urgent'])[1 + floor(chance(n, 7) * 7)]::task_priority,
    (due_at at time zone 'UTC')::date,
    due_at,
    array_remove(array['common', case when chance(n, 8) < 0.2 then 'frequent' end, middling, rare], null),
    case when chance(n, 9) < 0.3 then floor(chance(n, 10) * 1e12) else extract(epoch from created_at) * 1000 end,
    1 + (chance(n, 11) * 3)::int,
    created_at,
    greatest(created_at, completed_at, case when chance(n, 12) < 0.5 then created_at + chance(n, 13) * (now() - created_at) end),
    case when chance(n, 14) < 0.06 or (n % 10 = 0 and n > ${rows} - 2000 * 10)
      then greatest(created_at, now() - chance(n, 15) * interval '29 days') end
  from generate_series(1, ${rows}) n
  cross join lateral (select date_trunc('milliseconds', now()) - (${rows + 1} - n) * interval '63 seconds' as created_at) made
  cross join lateral (select
    case when chance(n, 16) < 0.9 then least(created_at + chance(n, 17) * interval '10 days', now()) end as completed_at,
    case when chance(n, 18) < 0.5
      then date_trunc('day', created_at + chance(n, 19) * interval '60 days', 'UTC') + interval '1 day' - interval '1 millisecond'
    end as due_at,
    case when chance(n, 20) < 0.01 then 'middling' end as middling,
    case when n % 20000 = 0 or (n % 10 <> 0 and chance(n, 21) < 0.0005) then 'rare' end as rare) drawn;
  drop function chance`;

/** The indexes besides the primary key are made when the rows are there, which is faster. */
export async function fill(url: string): Promise<void> {
  await execute(
    url,
    `set maintenance_work_mem = '512MB';
    create temp table secondary as select indexname, indexdef from pg_indexes
      where tablename = 'task' and indexname <> 'task_pkey';
    do $$ begin execute (select 'drop index ' || string_agg(indexname, ', ') from secondary); end $$;
    alter table task set (autovacuum_enabled = off);
    ${tasks};
    do $$ declare definition text; begin
      for definition in select indexdef from secondary loop execute definition; end loop;
    end $$`,
  );
  await execute(url, 'vacuum analyze task');
}
