import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { OperationRequest } from '../contract/types.ts';
import type { Tables } from './entity.ts';

type Listed = Pick<OperationRequest<'listTasks'>['query'], 'completed' | 'deleted'>;

type Task = ExpressionBuilder<Tables, 'task'>;

export interface SortKey {
  column: 'id' | Exclude<OperationRequest<'listTasks'>['query']['sort'][number], `-${string}`>;
  descending: boolean;
}

/** What a task has under the keys of a sort: its place in the list. */
export type Place = (string | number | null)[];

const nullable: ReadonlySet<SortKey['column']> = new Set(['due_at', 'completed_at'] as const);

/** @returns the keys of the parameter `sort`, and the id, which makes the order total */
export function sortKeys(sort: OperationRequest<'listTasks'>['query']['sort']): SortKey[] {
  const keys = sort.map((key) => ({
    column: key.replace('-', '') as SortKey['column'],
    descending: key.startsWith('-'),
  }));
  const last = keys.at(-1) as SortKey;
  // Ids are in the order of creation.
  if (last.column === 'created_at') keys.pop();
  return [...keys, { column: 'id', descending: last.descending }];
}

/**
 * @param mixed whether tasks with and without a value are sorted together; for PostgreSQL, `nulls last` is another
 * order than that of an index read backwards, so it stands only where it is needed
 * @returns the terms of ORDER BY
 */
export function orderBy(keys: SortKey[], mixed: boolean): RawBuilder<unknown> {
  const terms = keys.map(({ column, descending }) => {
    const nulls = mixed && descending && nullable.has(column) ? sql` nulls last` : sql``;
    return sql`${sql.ref(column)} ${descending ? sql`desc` : sql`asc`}${nulls}`;
  });
  return sql.join(terms);
}

/**
 * @returns whether no index has the list in order, which has several keys, two directions or the trash: then all of it is
 * read, once, and sorted
 */
export function readsAll(keys: SortKey[], { deleted }: Listed): boolean {
  const [first, last] = [keys[0], keys.at(-1)];
  return keys.length > 2 || deleted || first?.descending !== last?.descending;
}

/**
 * A list that is sorted by one key is read in pieces, each of which an index gives in order: the open tasks and the
 * completed ones, those that have the key and those that do not.
 *
 * @param after the place of the last task of the page before
 * @returns for each piece what its tasks meet, the filter `completed` included
 */
export function pieces(eb: Task, keys: SortKey[], filters: Listed, after?: Place): Expression<SqlBool>[] {
  const [key, id] = keys as [SortKey, SortKey | undefined];
  const { completed } = filters;
  if (id === undefined || readsAll(keys, filters)) {
    const rest = after ? isAfter(eb, keys, after) : eb.lit(true);
    return [completed === undefined ? rest : eb.and([eb('completed', '=', completed), rest])];
  }

  const states = completed === undefined ? [false, true] : [completed];
  const parts: Expression<SqlBool>[] = [];
  const isNull = eb(key.column, 'is', null);
  if (after === undefined) parts.push(...(nullable.has(key.column) ? [eb.not(isNull), isNull] : [eb.lit(true)]));
  else if (after[0] === null) parts.push(eb.and([isNull, isAfter(eb, [id], after.slice(1))]));
  else {
    parts.push(sql<SqlBool>`(${sql.ref(key.column)}, id) ${beyond(key)} (${after[0]}, ${after[1]})`);
    if (nullable.has(key.column)) parts.push(isNull);
  }
  return states.flatMap((state) => parts.map((part) => eb.and([eb('completed', '=', state), part])));
}

const beyond = ({ descending }: SortKey) => (descending ? sql`<` : sql`>`);

/** @returns whether a task comes after the place, tasks without a value last */
export function isAfter(eb: Task, [key, ...others]: SortKey[], [value, ...values]: Place): Expression<SqlBool> {
  if (key === undefined) return eb.lit(false);
  const column = sql.ref(key.column);
  const rest = isAfter(eb, others, values);
  if (value === null) return eb.and([sql<SqlBool>`${column} is null`, rest]);
  const further = [sql<SqlBool>`${column} ${beyond(key)} ${value}`];
  if (nullable.has(key.column)) further.push(sql<SqlBool>`${column} is null`);
  return eb.or([...further, eb.and([sql<SqlBool>`${column} = ${value}`, rest])]);
}
