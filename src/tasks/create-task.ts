import { randomUUIDv7 } from 'node:crypto';
import type { Handler } from '../contract/types.ts';
import { dueAt } from './due.ts';
import type { Tables } from './entity.ts';
import { instantOf } from './instant-of.ts';
import { presentETag, presentTask } from './present-task.ts';

export const createTask: Handler<'createTask'> = async ({ path: { user_id }, body }, em) => {
  const id = randomUUIDv7();
  const now = new Date(instantOf(id));
  const row = await em
    .getKysely<Tables>()
    .insertInto('task')
    .values({
      position: now.getTime(),
      ...body,
      due_at: dueAt(body),
      user_id,
      id,
      completed_at: body.completed ? now : null,
      version: 1,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return {
    status: 201,
    headers: { Location: encodeURI(`/api/${user_id}/tasks/${id}`), ETag: presentETag(row) },
    body: presentTask(row),
  };
};
