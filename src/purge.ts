import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Middleware } from 'koa';
import { sql } from 'kysely';
import { expiredBefore } from './idempotency/answer-once.ts';
import type { Logger } from './log.ts';
import { goneBefore } from './tasks/trash.ts';

const hour = 60 * 60 * 1000;
const atOnce = 1000;

/**
 * Deletes for good what has been in the trash for 30 days, and answers kept for Idempotency-Keys that have expired. Any
 * instance may run it, several at once too: each takes what no other has locked.
 *
 * @throws an error of the driver
 */
export async function purge(em: SqlEntityManager): Promise<void> {
  for (;;) {
    const { rows } = await purgeSome().execute(em.getKysely());
    if ((rows[0]?.purged ?? 0) < atOnce) return;
  }
}

/** @returns the statement that purges a thousand rows of each kind at most */
export const purgeSome = () => sql<{ purged: number }>`
      with tasks as (
        delete from task using (
          select user_id, id from task where deleted_at < ${goneBefore()}
          order by deleted_at limit ${atOnce} for update skip locked
        ) gone where task.user_id = gone.user_id and task.id = gone.id returning 1
      ), keys as (
        delete from idempotency_key using (
          select user_id, key from idempotency_key where created_at < ${expiredBefore()}
          order by created_at limit ${atOnce} for update skip locked
        ) gone where idempotency_key.user_id = gone.user_id and idempotency_key.key = gone.key returning 1
      )
      select ((select count(*) from tasks) + (select count(*) from keys))::int as purged`;

/**
 * Purges once an hour, behind a request that writes: then the database is awake, and a serverless one is left to sleep.
 *
 * @param fork makes an EntityManager
 */
export function purgeHourly(fork: () => SqlEntityManager, log: Logger): Middleware {
  let last = Date.now();
  return async (ctx, next) => {
    await next();
    if (['GET', 'HEAD', 'OPTIONS'].includes(ctx.method) || Date.now() - last < hour) return;
    last = Date.now();
    purge(fork()).catch((err) => log.warn({ err }, 'cannot purge'));
  };
}
