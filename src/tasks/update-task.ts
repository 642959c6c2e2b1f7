import type { Handler } from '../contract/types.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { preconditionFailed, taskNotFound } from '../problem.ts';
import { changeTask } from './change-task.ts';
import { type Due, dueAt, dueMembers } from './due.ts';
import type { Tables } from './entity.ts';
import { ifMatch } from './if-match.ts';
import { presentReply } from './present-task.ts';

export const updateTask: Handler<'updateTask'> = async ({ path, header, body }, em) => {
  const named = dueMembers.filter((member) => member in body).length;
  if (named === 0 || named === dueMembers.length) {
    const changes = named === 0 ? body : { ...body, due_at: dueAt(body as Due) };
    return presentReply(await changeTask(em, path, header['If-Match'], changes));
  }
  // What makes due_at is in part in the patch and in part in the row, which is held until it is changed.
  return inTransaction(em, async (transaction) => {
    const due = await transaction
      .getKysely<Tables>()
      .selectFrom('task')
      .select([...dueMembers, 'version', ifMatch('version', header['If-Match']).as('matched')])
      .where('user_id', '=', path.user_id)
      .where('id', '=', path.task_id)
      .where('deleted_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (due === undefined) throw taskNotFound(path.task_id);
    if (!due.matched) throw preconditionFailed(due.version);
    const changes = { ...body, due_at: dueAt({ ...due, ...body }) };
    return presentReply(await changeTask(transaction, path, header['If-Match'], changes));
  });
};
