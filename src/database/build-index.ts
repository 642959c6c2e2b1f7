import type { Migration } from '@mikro-orm/migrations';

/**
 * Has a migration build an index while the table is written to. The migration must not be transactional and do nothing
 * else; interrupted, it can be run again. Of a table in partitions (docs/scaling.md), which PostgreSQL does not do so,
 * the partitions get theirs one after the other, and the table has the index with the last one.
 *
 * @param definition what follows the table's name in `create index`
 */
export async function buildIndex(migration: Migration, table: string, name: string, definition: string): Promise<void> {
  const build = (on: string, index: string) => {
    // What was interrupted leaves an index that is never read.
    migration.addSql(`drop index concurrently if exists ${index}`);
    migration.addSql(`create index concurrently if not exists ${index} on ${on} ${definition}`);
  };
  const partitions = await migration.execute(
    `select relname as name from pg_inherits join pg_class on oid = inhrelid
      where inhparent = '${table}'::regclass order by relname`,
  );
  if (partitions.length === 0) return build(table, name);
  // Sent as one, these are one transaction.
  migration.addSql(`set local lock_timeout = '5s'; drop index if exists ${name};
    create index ${name} on only ${table} ${definition}`);
  for (const partition of partitions) {
    const part = `${partition.name}_${name}`;
    build(partition.name, part);
    migration.addSql(`alter index ${name} attach partition ${part}`);
  }
}
