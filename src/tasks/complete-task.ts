import type { Handler } from '../contract/types.ts';
import { changeTask } from './change-task.ts';
import { presentETag, presentTask } from './present-task.ts';

export const completeTask: Handler<'completeTask'> = async ({ path, header, body }, em) => {
  const row = await changeTask(em, path, header['If-Match'], { completed: body?.completed ?? 'toggle' });
  return { status: 200, headers: { ETag: presentETag(row) }, body: presentTask(row) };
};
