import type { Handler } from '../contract/types.ts';
import { changeTask } from './change-task.ts';

export const deleteTask: Handler<'deleteTask'> = async ({ path, header }, em) => {
  await changeTask(em, path, header['If-Match'], { deleted_at: new Date() });
  return { status: 204 };
};
