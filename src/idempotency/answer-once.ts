import type { SqlEntityManager } from '@mikro-orm/sql';
import { type Kysely, sql } from 'kysely';
import type { Input } from '../contract/validator.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { digest } from '../digest.ts';
import type { Answer } from '../edge/answer.ts';
import { keyInUse, keyReused } from '../problem.ts';
import type { Tables } from './entity.ts';

const hoursKept = 24;

/** @returns the instant before which a kept answer counts no more, purged or not */
export const expiredBefore = (): Date => new Date(Date.now() - hoursKept * 60 * 60 * 1000);

/**
 * Serves a request that has an Idempotency-Key: the first time it is done, and its answer kept in the transaction of its
 * effect; from then on it is given that answer (draft-ietf-httpapi-idempotency-key-header). A refusal undoes the
 * transaction, and so is not kept.
 *
 * @param input of the request, whose path has a `user_id`
 * @param perform does the request
 * @throws Problem 409 while another request with the key is being done, 422 when the key was another request's
 */
export function answerOnce(
  em: SqlEntityManager,
  operationId: string,
  { path, query, header, body }: Input,
  perform: (em: SqlEntityManager) => Promise<Answer>,
): Promise<Answer> {
  const { 'Idempotency-Key': key, ...others } = header as Record<string, string>;
  const id = { user_id: path.user_id as string, key: key as string };
  const request = digest([operationId, path, query, others, body]);
  return inTransaction(em, async (transaction) => {
    const db = transaction.getKysely<Tables>();
    const now = new Date();
    // Whoever has the lock does the request. Others do not wait for it, as an insert of the same key would.
    const claimed = await db
      .insertInto('idempotency_key')
      .columns(['user_id', 'key', 'request', 'created_at'])
      .expression(
        sql`select ${id.user_id}, ${id.key}, ${request}, ${now}::timestamptz
          where pg_try_advisory_xact_lock(hashtextextended(${`${id.user_id} ${id.key}`}, 0))`,
      )
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'key'])
          .doUpdateSet({ request, answer: null, created_at: now })
          .where('idempotency_key.created_at', '<', expiredBefore()),
      )
      .returning('key')
      .executeTakeFirst();
    if (claimed === undefined) return replay(db, id, request);

    const answer = await perform(transaction);
    await db
      .updateTable('idempotency_key')
      .set({ answer: JSON.stringify(answer) })
      .where('user_id', '=', id.user_id)
      .where('key', '=', id.key)
      .execute();
    return answer;
  });
}

async function replay(
  db: Kysely<Tables>,
  { user_id, key }: { user_id: string; key: string },
  request: string,
): Promise<Answer> {
  const kept = await db
    .selectFrom('idempotency_key')
    .select(['request', 'answer'])
    .where('user_id', '=', user_id)
    .where('key', '=', key)
    .where('created_at', '>=', expiredBefore())
    .executeTakeFirst();
  if (!kept?.answer) throw keyInUse();
  if (kept.request !== request) throw keyReused();
  const answer: Answer = JSON.parse(kept.answer);
  return { ...answer, headers: { ...answer.headers, 'Idempotency-Replayed': 'true' } };
}
