import type { Handler } from '../contract/types.ts';
import { changeTask } from './change-task.ts';
import { presentReply } from './present-task.ts';

export const replaceTask: Handler<'replaceTask'> = async ({ path, header, body }, em) => {
  const row = await changeTask(em, path, header['If-Match'], body);
  return presentReply(row);
};
