import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Migrator } from '@mikro-orm/migrations';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { Orm } from './open.ts';

/** Of whoever migrates. Any number will do, as long as it stays the same. */
export const advisoryLock = 20_261_122;

const betweenTries = 200;

/**
 * Brings the schema to where this code needs it. Of processes that do so at once, one migrates and the others wait for
 * it: MikroORM has no lock of its own. The lock is of a transaction, which a pooler in transaction mode has too, and
 * ends with the process.
 *
 * An index that is built concurrently waits for every transaction that has a snapshot. So nobody waits for the lock
 * within PostgreSQL, and whoever has it holds it without a snapshot.
 *
 * @param orm connected to PostgreSQL directly, with two connections or more: one holds the lock
 * @returns the names of the migrations that were run
 * @throws Error when the schema is ahead of this code, or a migration fails; those before it stay
 */
export async function migrateAlone(orm: Orm): Promise<string[]> {
  // Found out without the lock: who has it may have it for long.
  const isMigrated = await assertMigrated(orm).then(
    () => true,
    () => false,
  );
  if (isMigrated) return [];
  const db = (orm.em.fork() as SqlEntityManager).getKysely();
  for (;;) {
    // At the level repeatable read the snapshot would last as long as the transaction.
    const locked = db.transaction().setIsolationLevel('read committed');
    const migrations = await locked.execute(async (transaction) => {
      const { rows } = await sql<{
        taken: boolean;
      }>`select pg_try_advisory_xact_lock(${advisoryLock}::int) as taken`.execute(transaction);
      if (!rows[0]?.taken) return undefined;
      // Neon ends what idles for five minutes in a transaction. And only with this, the next statement, does PostgreSQL let
      // go of the snapshot of the one before.
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
      return migrate(orm);
    });
    if (migrations !== undefined) return migrations;
    await setTimeout(betweenTries);
  }
}

/** As migrateAlone, where nobody else can have the database. */
export async function migrate(orm: Orm): Promise<string[]> {
  const migrator = orm.migrator as unknown as Migrator;
  const executed = (await migrator.getExecuted()).map(({ name }) => name);
  const known = migrationsOf(orm);
  refuseAhead(executed, known);
  // Else all would be loaded, for nothing.
  if (executed.length === known.length) return [];
  return (await migrator.up()).map(({ name }) => name);
}

/** @throws Error when the schema is not exactly where this code needs it */
export async function assertMigrated(orm: Orm): Promise<void> {
  const db = (orm.em.fork() as SqlEntityManager).getKysely<{ mikro_orm_migrations: { name: string } }>();
  const rows = await db.selectFrom('mikro_orm_migrations').select('name').execute();
  const executed = new Set(rows.map(({ name }) => name));
  refuseAhead([...executed], migrationsOf(orm));
  const behind = migrationsOf(orm).filter((name) => !executed.has(name));
  if (behind.length > 0) {
    throw new Error(`The schema is behind this code by ${behind.join(', ')}. Run "npm run migrate" against it.`);
  }
}

const migrationsOf = (orm: Orm): string[] =>
  readdirSync(orm.config.get('migrations').path as string).map((file) => file.replace(/\.ts$/, ''));

function refuseAhead(executed: string[], known: string[]): void {
  const ahead = executed.filter((name) => !known.includes(name));
  if (ahead.length > 0) {
    throw new Error(
      `The schema is ahead of this code by ${ahead.join(', ')}. Run the release that has them, or a later one.`,
    );
  }
}
