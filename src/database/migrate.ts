import { readdirSync } from 'node:fs';
import type { Migrator } from '@mikro-orm/migrations';
import type { Orm } from './open.ts';

/**
 * Brings the schema to where this code needs it.
 *
 * @param orm connected directly: a pooler in transaction mode is not for migrations
 * @returns the names of the migrations that were run
 * @throws Error when the schema is ahead of this code, or a migration fails, which is then undone
 */
export async function migrate(orm: Orm): Promise<string[]> {
  const migrator = orm.migrator as unknown as Migrator;
  const known = new Set(
    readdirSync(orm.config.get('migrations').path as string).map((file) => file.replace(/\.ts$/, '')),
  );
  const ahead = (await migrator.getExecuted()).map(({ name }) => name).filter((name) => !known.has(name));
  if (ahead.length > 0) {
    throw new Error(
      `The schema is ahead of this code by ${ahead.join(', ')}. Run the release that has them, or a later one.`,
    );
  }
  return (await migrator.up()).map(({ name }) => name);
}
