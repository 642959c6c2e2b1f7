import type { Handler } from '../contract/types.ts';
import { changeTask } from './change-task.ts';
import { dueAt } from './due.ts';
import { instantOf } from './new-task.ts';
import { presentReply } from './present-task.ts';

export const replaceTask: Handler<'replaceTask'> = async ({ path, header, body }, em) => {
  const replacement = { position: instantOf(path.task_id), ...body, due_at: dueAt(body) };
  return presentReply(await changeTask(em, path, header['If-Match'], replacement));
};
