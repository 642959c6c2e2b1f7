-- Turns task and idempotency_key into tables partitioned by hash (user_id), 64 partitions each; docs/scaling.md says when.
-- In a maintenance window, for nobody can read or write meanwhile, as the owner of the tables, over the direct connection:
--
--   psql "$DATABASE_DIRECT_URL" -v ON_ERROR_STOP=1 -f scaling/partition.sql
--
-- All or nothing. Rows, columns, constraints, indexes, owner, privileges and row security stay as they are. It needs as
-- much free space again as the tables have.

do $$
declare
  "table" text;
  whole regclass;
  partitions constant int := 64;
  after text[];
  statement text;
begin
  perform set_config('lock_timeout', '10s', true);
  foreach "table" in array array['task', 'idempotency_key'] loop
    if (select relkind from pg_class where oid = "table"::regclass) = 'p' then
      raise exception '% is partitioned already', "table";
    end if;
    execute format('lock table %I in access exclusive mode', "table");
    whole := "table"::regclass;
    if exists (select from pg_trigger where tgrelid = whole and not tgisinternal)
      or exists (select from pg_publication_rel where prrelid = whole) then
      raise exception '% has a trigger or is published. Drop that, run this again, and make it anew.', "table";
    end if;

    -- What has to be made when the rows are there, in the words of the catalogue.
    after := array(
      select format('alter table %I add constraint %I %s', "table", conname, pg_get_constraintdef(oid))
      from pg_constraint where conrelid = whole and contype in ('p', 'u', 'f', 'x') order by contype = 'f', conname
    ) || array(
      select pg_get_indexdef(indexrelid) from pg_index
      where indrelid = whole and not exists (select from pg_constraint where conindid = indexrelid)
      order by indexrelid
    ) || array(
      select format('grant %s on %I to %s', privilege_type, "table",
        case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
        || case when is_grantable then ' with grant option' else '' end
      from pg_class, aclexplode(relacl) where oid = whole and grantee <> relowner
    ) || array(
      select format('create policy %I on %I as %s for %s to %s', polname, "table",
        case when polpermissive then 'permissive' else 'restrictive' end,
        case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        array_to_string(array(select case role when 0 then 'public' else quote_ident(pg_get_userbyid(role)) end from unnest(polroles) role), ', '))
        || coalesce(' using (' || pg_get_expr(polqual, polrelid) || ')', '')
        || coalesce(' with check (' || pg_get_expr(polwithcheck, polrelid) || ')', '')
      from pg_policy where polrelid = whole order by polname
    ) || array(
      select format('alter table %I enable row level security', "table") from pg_class where oid = whole and relrowsecurity
    ) || array(
      select format('alter table %I force row level security', "table") from pg_class where oid = whole and relforcerowsecurity
    ) || array(
      select format('alter table %I owner to %I', "table", pg_get_userbyid(relowner)) from pg_class where oid = whole
    );

    execute format('alter table %I rename to %I', "table", "table" || '_whole');
    execute format('create table %I (like %I including all excluding indexes) partition by hash (user_id)',
      "table", "table" || '_whole');
    for remainder in 0 .. partitions - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)',
        format('%s_%s', "table", lpad(remainder::text, 2, '0')), "table", partitions, remainder);
    end loop;
    execute format('insert into %I select * from %I', "table", "table" || '_whole');
    execute format('drop table %I', "table" || '_whole');
    foreach statement in array after loop
      execute statement;
    end loop;
  end loop;
end $$;

-- Autovacuum analyses the partitions, never the table that they make.
analyze task, idempotency_key;
