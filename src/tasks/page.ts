import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { Tables, TaskRow } from './entity.ts';
import { type Filters, hasTerms, matches } from './filters.ts';
import { isAfter, orderBy, type Place, pieces, readsAll, type SortKey } from './sort.ts';

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
export function selectPage(db: Kysely<Tables>, page: Page) {
  const terms = hasTerms(page.user_id, page.filters);
  if (terms !== undefined) return search(db, page, terms);
  const found = inOrder(db, page);
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 ? only : unite(db, page, found);
}

function unite(db: Kysely<Tables>, { keys, limit }: Page, found: Expression<unknown>[], withClause = sql``) {
  const parts = found.map((query) => sql`(${query})`);
  const united = sql<TaskRow>`(${withClause} ${sql.join(parts, sql` union all `)})`;
  return db.selectFrom(united.as('task')).selectAll().orderBy(orderBy(keys, true)).limit(limit);
}

/** @returns queries that together have the page, each of which reads along an index until it has enough */
function inOrder(db: Kysely<Tables>, { user_id, filters, keys, after, limit }: Page) {
  // The pieces say `completed`. Said twice, PostgreSQL would count twice how few meet it, and rather sort them.
  const { completed, ...others } = filters;
  return pieces(expressionBuilder<Tables, 'task'>(), keys, filters, after).map((piece) =>
    db
      .selectFrom('task')
      .selectAll()
      .where((eb) => eb.and([matches(eb, user_id, others), piece]))
      .orderBy(orderBy(keys, readsAll(keys, filters)))
      .limit(limit),
  );
}

const sampleSize = 250;
const frequentFrom = 5;

/**
 * What many tasks have is best looked for in the order of the list, what few have by the index of terms. PostgreSQL
 * cannot tell the one from the other, for its statistics are of all users: the user's newest tasks tell.
 *
 * @returns a query in which either the one or the other is done
 */
function search(db: Kysely<Tables>, page: Page, terms: Expression<SqlBool>) {
  const { user_id, keys, after } = page;
  const { q, tag, ...filters } = page.filters;
  const sample = db
    .selectFrom('task')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(sampleSize);
  const sampled = db.selectFrom(sample.as('task')).select('id').where(terms).limit(frequentFrom);
  const isFrequent = sql<SqlBool>`(select count(*) = ${sql.lit(frequentFrom)} from sampled)`;
  // Within coalesce the terms are not looked up in an index, nor taken to be rare.
  const listed = inOrder(db, { ...page, filters }).map((query) =>
    query.where(isFrequent).where(sql<SqlBool>`coalesce(${terms}, false)`),
  );
  // OFFSET keeps the other conditions out, for what the index of terms gives is the user's already: who it is only picks
  // the partition, where there are some. The terms stand twice so that PostgreSQL takes them to be rare, and does not
  // look up all that the user has as well.
  const indexed = db
    .selectFrom('task')
    .selectAll()
    .where('user_id', '=', user_id)
    .where(terms)
    .where(terms)
    .offset(sql.lit(0));
  const sought = db
    .selectFrom(indexed.as('task'))
    .selectAll()
    .where((eb) => eb.not(isFrequent))
    .where((eb) => eb.and([matches(eb, user_id, filters), ...(after ? [isAfter(eb, keys, after)] : [])]));
  return unite(db, page, [...listed, sought], sql`with sampled as materialized (${sampled})`);
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
