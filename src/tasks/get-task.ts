import type { Handler } from '../contract/types.ts';
import { taskNotFound } from '../problem.ts';
import type { Tables } from './entity.ts';
import { presentReply } from './present-task.ts';

export const getTask: Handler<'getTask'> = async ({ path: { user_id, task_id } }, em) => {
  const row = await em
    .getKysely<Tables>()
    .selectFrom('task')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('id', '=', task_id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw taskNotFound(task_id);
  return presentReply(row);
};
