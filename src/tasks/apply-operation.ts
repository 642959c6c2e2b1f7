import { isDeepStrictEqual } from 'node:util';
import type { components } from '../../generated/openapi.ts';
import { notInTrash, preconditionFailed, taskNotFound } from '../problem.ts';
import { dueAt, dueMembers } from './due.ts';
import type { TaskRow } from './entity.ts';
import { presentTask } from './present-task.ts';
import { goneBefore } from './trash.ts';

type Operation = Exclude<components['schemas']['BatchOperation'], { op: 'create' }>;

/**
 * What change-task.ts does to a row in SQL, done to one in memory.
 *
 * @param pointer where the operation stands in the body (RFC 6901)
 * @returns the task as the operation leaves it; the very one that was given if nothing changes
 * @throws Problem 404, 409, 412 or 422 as the operation would by itself
 */
export function applyOperation(task: TaskRow | undefined, operation: Operation, pointer: string): TaskRow {
  const { op, task_id, if_version } = operation;
  const isThere = task && (op === 'restore' ? !isGone(task) : task.deleted_at === null);
  if (!isThere) throw taskNotFound(task_id);
  if (if_version !== undefined && if_version !== task.version) throw preconditionFailed(task.version);
  const now = new Date();
  switch (op) {
    case 'update':
      return change(task, operation.changes, now, pointer);
    case 'complete':
      return change(task, { completed: operation.completed ?? !task.completed }, now, pointer);
    case 'delete':
      return change(task, { deleted_at: now }, now, pointer);
    case 'restore':
      if (task.deleted_at === null) throw notInTrash(task_id);
      return change(task, { deleted_at: null }, now, pointer);
  }
}

const isGone = ({ deleted_at }: TaskRow) => deleted_at !== null && new Date(deleted_at) < goneBefore();

function change(task: TaskRow, changes: Partial<TaskRow>, now: Date, pointer: string): TaskRow {
  const changed = { ...task, ...changes };
  if (dueMembers.some((member) => member in changes)) changed.due_at = dueAt(changed, `${pointer}/changes`);
  if (isDeepStrictEqual(presentTask(changed), presentTask(task))) return task;
  return {
    ...changed,
    completed_at: changed.completed ? (task.completed_at ?? now) : null,
    version: task.version + 1,
    updated_at: new Date(Math.max(now.getTime(), new Date(task.updated_at).getTime())),
  };
}
