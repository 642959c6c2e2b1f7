import { randomUUIDv7 } from 'node:crypto';
import type { Handler } from '../contract/types.ts';
import type { Tables } from './entity.ts';
import { newTask } from './new-task.ts';
import { presentETag, presentTask } from './present-task.ts';

export const createTask: Handler<'createTask'> = async ({ path: { user_id }, body }, em) => {
  const row = await em
    .getKysely<Tables>()
    .insertInto('task')
    .values(newTask(user_id, randomUUIDv7(), body))
    .returningAll()
    .executeTakeFirstOrThrow();
  return {
    status: 201,
    headers: { Location: encodeURI(`/api/${user_id}/tasks/${row.id}`), ETag: presentETag(row) },
    body: presentTask(row),
  };
};
