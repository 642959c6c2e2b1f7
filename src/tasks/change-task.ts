import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { components } from '../../generated/openapi.ts';
import { preconditionFailed, taskNotFound } from '../problem.ts';
import type { Tables, TaskRow } from './entity.ts';
import { ifMatch } from './if-match.ts';
import { inTrash } from './trash.ts';

interface Key {
  user_id: string;
  task_id: string;
}

export type Changes = Omit<components['schemas']['TaskPatch'], 'completed'> & {
  due_at?: Date | null;
  deleted_at?: Date | null;
  completed?: boolean | 'toggle';
};

/**
 * Changes a task in one statement, and only if something differs: setting what already holds keeps the version.
 * The row is locked before it is compared, so of concurrent changes each sees the one before; `task` itself is in this
 * statement as it was when the statement began.
 *
 * @param match the request's `If-Match`, if any
 * @param among which tasks: those out of the trash, or any
 * @returns the task as it now is, and whether it was changed
 * @throws Problem 404 when the user has no such task, 412 when its version is another
 */
export async function changeTask(
  em: SqlEntityManager,
  { user_id, task_id }: Key,
  match: string | undefined,
  { completed, ...others }: Changes,
  among: 'live' | 'any' = 'live',
): Promise<TaskRow & { changed: boolean }> {
  const now = new Date();
  const isCompleted =
    completed === 'toggle'
      ? sql<boolean>`not current.completed`
      : completed === undefined
        ? undefined
        : sql<boolean>`${completed}::boolean`;
  const row = await em
    .getKysely<Tables>()
    .with('current', (db) =>
      db
        .selectFrom('task')
        .selectAll()
        .where('user_id', '=', user_id)
        .where('id', '=', task_id)
        .where((eb) =>
          among === 'live' ? eb('deleted_at', 'is', null) : eb.or([eb('deleted_at', 'is', null), inTrash(eb)]),
        )
        .forUpdate(),
    )
    .with('changed', (db) =>
      db
        .updateTable('task')
        .from('current')
        .set({
          ...others,
          ...(isCompleted && {
            completed: isCompleted,
            completed_at: sql<Date | null>`case when ${isCompleted} then coalesce(current.completed_at, ${now}) end`,
          }),
          version: sql<number>`current.version + 1`,
          updated_at: sql<Date>`greatest(current.updated_at, ${now})`,
        })
        .where('task.user_id', '=', user_id)
        .whereRef('task.id', '=', 'current.id')
        .where(ifMatch('current.version', match))
        .where((eb) =>
          eb.or([
            ...Object.entries(others).map(([name, value]) =>
              eb(`current.${name as 'title'}`, 'is distinct from', eb.val(value as string)),
            ),
            ...(isCompleted ? [eb('current.completed', 'is distinct from', isCompleted)] : []),
          ]),
        )
        .returningAll('task'),
    )
    .selectFrom('changed')
    .selectAll()
    .select([sql<boolean>`true`.as('matched'), sql<boolean>`true`.as('changed')])
    .unionAll((db) =>
      db
        .selectFrom('current')
        .selectAll()
        .select([ifMatch('current.version', match).as('matched'), sql<boolean>`false`.as('changed')])
        .where(({ not, exists, selectFrom }) => not(exists(selectFrom('changed').select('id')))),
    )
    .executeTakeFirst();
  if (row === undefined) throw taskNotFound(task_id);
  if (!row.matched) throw preconditionFailed(row.version);
  return row;
}
