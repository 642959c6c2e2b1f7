import type { Handler } from '../contract/types.ts';
import { preconditionFailed, taskNotFound } from '../problem.ts';
import type { Tables } from './entity.ts';
import { ifMatch } from './if-match.ts';

export const deleteTask: Handler<'deleteTask'> = async ({ path: { user_id, task_id }, header }, em) => {
  const row = await em
    .getKysely<Tables>()
    .with('current', (db) =>
      db.selectFrom('task').selectAll().where('user_id', '=', user_id).where('id', '=', task_id).forUpdate(),
    )
    .with('deleted', (db) =>
      db
        .deleteFrom('task')
        .using('current')
        .whereRef('task.user_id', '=', 'current.user_id')
        .whereRef('task.id', '=', 'current.id')
        .where(ifMatch('current.version', header['If-Match']))
        .returning('task.id'),
    )
    .selectFrom('current')
    .leftJoin('deleted', 'deleted.id', 'current.id')
    .select(['current.version', 'deleted.id'])
    .executeTakeFirst();
  if (row === undefined) throw taskNotFound(task_id);
  if (row.id === null) throw preconditionFailed(row.version);
  return { status: 204 };
};
