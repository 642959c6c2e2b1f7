import type { Handler } from '../contract/types.ts';
import { notInTrash } from '../problem.ts';
import { changeTask } from './change-task.ts';
import { presentReply } from './present-task.ts';

export const restoreTask: Handler<'restoreTask'> = async ({ path, header }, em) => {
  const row = await changeTask(em, path, header['If-Match'], { deleted_at: null }, 'any');
  if (!row.changed) throw notInTrash(path.task_id);
  return presentReply(row);
};
