import { sql } from 'kysely';
import type { Handler } from '../contract/types.ts';
import type { Tables } from './entity.ts';
import { matches } from './filters.ts';

export const deleteTasks: Handler<'deleteTasks'> = async ({ path: { user_id }, query }, em) => {
  const now = new Date();
  const { deleted } = await em
    .getKysely<Tables>()
    // Locked in the order of ids, as elsewhere, so that two of these at once do not wait for each other.
    .with('matching', (db) =>
      db
        .selectFrom('task')
        .select('id')
        .where((eb) => matches(eb, user_id, query))
        .orderBy('id')
        .forUpdate(),
    )
    .with('done', (db) => {
      const ids = db.selectFrom('matching').select('id');
      if (query.deleted) {
        return db.deleteFrom('task').where('user_id', '=', user_id).where('id', 'in', ids).returning('task.id');
      }
      return db
        .updateTable('task')
        .set({ deleted_at: now, version: sql`version + 1`, updated_at: sql`greatest(updated_at, ${now})` })
        .where('user_id', '=', user_id)
        .where('id', 'in', ids)
        .returning('task.id');
    })
    .selectFrom('done')
    .select(sql<number>`count(*)::int`.as('deleted'))
    .executeTakeFirstOrThrow();
  return { status: 200, body: { deleted } };
};
