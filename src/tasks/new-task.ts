import type { components } from '../../generated/openapi.ts';
import { dueAt } from './due.ts';

/**
 * @param id a UUIDv7
 * @param pointer where the task stands in the body (RFC 6901)
 * @returns the row of a task that is to be made
 * @throws Problem 422 as dueAt
 */
export function newTask(user_id: string, id: string, task: components['schemas']['NewTask'], pointer = '') {
  const now = new Date(instantOf(id));
  return {
    position: now.getTime(),
    ...task,
    user_id,
    id,
    due_at: dueAt(task, pointer),
    completed_at: task.completed ? now : null,
    version: 1,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  };
}

/**
 * @param id a task's, a UUIDv7 (RFC 9562, 5.7)
 * @returns when the task was created, in milliseconds since 1970; its `position` unless another is given
 */
export const instantOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
