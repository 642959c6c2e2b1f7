import { sql } from 'kysely';
import type { TestServer } from './server.ts';

type Locked = Pick<TestServer, 'database'>;

/** Makes everything that touches tasks wait, until the function that is returned is called. */
export async function lockTasks({ database }: Locked): Promise<() => Promise<void>> {
  const transaction = await database.fork().getKysely().startTransaction().execute();
  await sql`lock table task`.execute(transaction);
  return async () => {
    await transaction.rollback().execute();
  };
}

/** @returns how many statements wait for a lock */
export async function waiting({ database }: Locked): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database.fork().getKysely());
  return rows[0]?.waiting ?? 0;
}
