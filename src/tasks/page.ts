import { expressionBuilder, type Kysely, sql } from 'kysely';
import type { Tables, TaskRow } from './entity.ts';
import { type Filters, matches } from './filters.ts';
import { orderBy, type Place, pieces, type SortKey } from './sort.ts';

interface Page {
  user_id: string;
  filters: Filters;
  keys: SortKey[];
  /** The place of the last task of the page before. */
  after?: Place | undefined;
  /** How many tasks at most. */
  limit: number;
}

/** @returns the query of a page of the tasks that meet the filters */
export function selectPage(db: Kysely<Tables>, { user_id, filters, keys, after, limit }: Page) {
  const found = pieces(expressionBuilder<Tables, 'task'>(), keys, filters.completed, after).map((piece) =>
    db
      .selectFrom('task')
      .selectAll()
      .where((eb) => eb.and([matches(eb, user_id, filters), piece]))
      .orderBy(orderBy(keys, keys.length > 2))
      .limit(limit),
  );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const united = sql<TaskRow>`(${sql.join(
    found.map((query) => sql`(${query})`),
    sql` union all `,
  )})`;
  return db.selectFrom(united.as('task')).selectAll().orderBy(orderBy(keys, true)).limit(limit);
}

/** As selectPage, with how many tasks meet the filters; a page of none is a row of nulls beside the total. */
export function selectPageAndTotal(db: Kysely<Tables>, page: Page) {
  const counted = db
    .selectFrom('task')
    .select(sql<number>`count(*)::int`.as('total'))
    .where((eb) => matches(eb, page.user_id, page.filters));
  return db
    .selectFrom(counted.as('counted'))
    .leftJoin(selectPage(db, page).as('task'), (join) => join.onTrue())
    .selectAll()
    .orderBy(orderBy(page.keys, true));
}
