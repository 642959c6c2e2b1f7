import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { preconditionFailed, taskNotFound } from '../problem.ts';
import type { Tables, TaskRow } from './entity.ts';
import { ifMatch } from './if-match.ts';

interface Key {
  user_id: string;
  task_id: string;
}

export interface Changes {
  title?: string;
  description?: string | null;
  completed?: boolean | 'toggle';
}

/**
 * Changes a task in one statement, and only if something differs: setting what already holds keeps the version.
 * The row is locked before it is compared, so of concurrent changes each sees the one before.
 *
 * @param match the request's `If-Match`, if any
 * @returns the task as it now is
 * @throws Problem 404 when the user has no such task, 412 when its version is another
 */
export async function changeTask(
  em: SqlEntityManager,
  { user_id, task_id }: Key,
  match: string | undefined,
  { completed, ...others }: Changes,
): Promise<TaskRow> {
  const now = new Date();
  const isCompleted =
    completed === 'toggle'
      ? sql<boolean>`not task.completed`
      : completed === undefined
        ? undefined
        : sql<boolean>`${completed}::boolean`;
  const row = await em
    .getKysely<Tables>()
    .with('current', (db) =>
      db.selectFrom('task').selectAll().where('user_id', '=', user_id).where('id', '=', task_id).forUpdate(),
    )
    .with('changed', (db) =>
      db
        .updateTable('task')
        .from('current')
        .set({
          ...others,
          ...(isCompleted && {
            completed: isCompleted,
            completed_at: sql<Date | null>`case when ${isCompleted} then coalesce(task.completed_at, ${now}) end`,
          }),
          version: sql<number>`task.version + 1`,
          updated_at: sql<Date>`greatest(task.updated_at, ${now})`,
        })
        .whereRef('task.user_id', '=', 'current.user_id')
        .whereRef('task.id', '=', 'current.id')
        .where(ifMatch('current.version', match))
        .where((eb) =>
          eb.or([
            ...Object.entries(others).map(([name, value]) =>
              eb(`task.${name as 'title'}`, 'is distinct from', value as string),
            ),
            ...(isCompleted ? [eb('task.completed', 'is distinct from', isCompleted)] : []),
          ]),
        )
        .returningAll('task'),
    )
    .selectFrom('changed')
    .selectAll()
    .select(sql<boolean>`true`.as('matched'))
    .unionAll((db) =>
      db
        .selectFrom('current')
        .selectAll()
        .select(ifMatch('current.version', match).as('matched'))
        .where(({ not, exists, selectFrom }) => not(exists(selectFrom('changed').select('id')))),
    )
    .executeTakeFirst();
  if (row === undefined) throw taskNotFound(task_id);
  if (!row.matched) throw preconditionFailed(row.version);
  return row;
}
