import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from './entity.ts';

const daysInTrash = 30;

/** @returns the instant before which what was deleted is gone, purged or not */
export const goneBefore = (): Date => new Date(Date.now() - daysInTrash * 24 * 60 * 60 * 1000);

/** @returns whether a task is in the trash and can be restored; `coalesce` hides it from the index of all users' trash */
export const inTrash = (eb: ExpressionBuilder<Tables, 'task'>) =>
  sql<SqlBool>`coalesce(${eb('task.deleted_at', '>=', goneBefore())}, false)`;
