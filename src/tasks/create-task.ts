import { randomUUIDv7 } from 'node:crypto';
import type { Handler } from '../contract/types.ts';
import type { Tables } from './entity.ts';
import { presentETag, presentTask } from './present-task.ts';

export const createTask: Handler<'createTask'> = async ({ path: { user_id }, body }, em) => {
  const id = randomUUIDv7();
  const now = instantOf(id);
  const row = await em
    .getKysely<Tables>()
    .insertInto('task')
    .values({
      ...body,
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

/** @returns the instant in a UUIDv7 (RFC 9562, 5.7), so that the order of ids is the order of creation */
const instantOf = (id: string) => new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
