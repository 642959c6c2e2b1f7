import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { Logger } from '../log.ts';

const everyMs = 1000;
const logBytes = 32 * 1024 * 1024;

export interface Upkeep {
  /** Says that statements are about to be executed: while there are none, nothing is looked at either. */
  used: () => void;
  /** Ends it, and waits for what is being done. */
  stop: () => Promise<void>;
}

/**
 * Does for the embedded database what PostgreSQL has processes of its own for, which PGlite lacks: checkpoints, without
 * which the write-ahead log only grows, and VACUUM and ANALYZE of tables of which much has changed.
 *
 * @param fork makes an EntityManager
 */
export function startUpkeep(fork: () => SqlEntityManager, log: Logger): Upkeep {
  let isUsed = false;
  let working: Promise<void> | undefined;
  let checkpoint = 0;

  const work = async () => {
    const db = fork().getKysely();
    const { rows } = await look.execute(db);
    const [{ written, changed } = { written: 0, changed: [] }] = rows;
    for (const table of changed) {
      // At its default of 100, ANALYZE works out the words of 30,000 tasks, and all requests wait for seconds.
      await sql`set default_statistics_target = 10`.execute(db);
      await sql`vacuum (analyze) ${sql.table(table)}`.execute(db);
    }
    if (written - checkpoint < logBytes) return;
    await sql`checkpoint`.execute(db);
    checkpoint = written;
  };
  const timer = setInterval(() => {
    if (!isUsed || working) return;
    isUsed = false;
    working = work()
      .catch((err) => log.warn({ err }, 'cannot checkpoint or vacuum the embedded database'))
      .finally(() => {
        working = undefined;
      });
  }, everyMs).unref();

  return {
    used: () => {
      isUsed = true;
    },
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
}

// A fifth of the table is autovacuum's own measure.
const look = sql<{ written: number; changed: string[] }>`
  select
    (pg_current_wal_insert_lsn() - '0/0')::float8 as written,
    array(
      select relname::text from pg_stat_user_tables where n_mod_since_analyze > 50 + 0.2 * n_live_tup
    ) as changed`;
