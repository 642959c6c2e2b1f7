import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { OperationRequest } from '../contract/types.ts';
import type { Tables } from './entity.ts';
import { inTrash } from './trash.ts';

export type Filters = OperationRequest<'deleteTasks'>['query'];

/** @returns whether a task has the words and tags that the filters name, if they name any */
export function hasTerms(user_id: string, { q, tag }: Pick<Filters, 'q' | 'tag'>): Expression<SqlBool> | undefined {
  if (q === undefined && tag === undefined) return undefined;
  return sql<SqlBool>`task_terms(task.user_id, task.title, task.description, task.tags)
    @@ task_query(${user_id}, ${q ?? null}, ${tag ?? []}::text[])`;
}

/** @returns whether a task is the user's and meets all of the filters */
export function matches(eb: ExpressionBuilder<Tables, 'task'>, user_id: string, filters: Filters): Expression<SqlBool> {
  const { completed, priority, tag: _tag, q: _q, overdue, deleted, ...times } = filters;
  const { due_after, due_before, created_after, created_before, updated_after, updated_before, ...unmet } = times;
  // Does not compile while the contract has a filter that is not met here.
  unmet satisfies Record<string, never>;

  const conditions: Expression<SqlBool>[] = [
    eb('task.user_id', '=', user_id),
    deleted ? inTrash(eb) : eb('task.deleted_at', 'is', null),
  ];
  if (completed !== undefined) conditions.push(eb('task.completed', '=', completed));
  if (priority !== undefined) conditions.push(eb('task.priority', 'in', priority));
  const terms = hasTerms(user_id, filters);
  if (terms !== undefined) conditions.push(terms);
  for (const [column, after, before] of [
    ['task.due_at', due_after, due_before],
    ['task.created_at', created_after, created_before],
    ['task.updated_at', updated_after, updated_before],
  ] as const) {
    if (after !== undefined) conditions.push(eb(column, '>=', instant(after)));
    if (before !== undefined) conditions.push(eb(column, '<', instant(before)));
  }
  if (overdue !== undefined) {
    const now = new Date();
    conditions.push(
      overdue
        ? eb.and([eb('task.completed', '=', false), eb('task.due_at', '<', now)])
        : eb.or([eb('task.completed', '=', true), eb('task.due_at', 'is', null), eb('task.due_at', '>=', now)]),
    );
  }
  return eb.and(conditions);
}

const [earliest, latest] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/** @returns the first millisecond that is not before the instant, within what the columns can have */
function instant(text: string): Date {
  const { epochMilliseconds } = Temporal.Instant.from(text).round({
    smallestUnit: 'millisecond',
    roundingMode: 'ceil',
  });
  return new Date(Math.min(Math.max(epochMilliseconds, earliest), latest));
}
