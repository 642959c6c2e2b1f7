import { type RawBuilder, sql } from 'kysely';

/**
 * @param column the version of the row
 * @param ifMatch the request's `If-Match`: `*` or a list of entity tags, of which only strong ones can match
 * @returns whether the precondition holds (RFC 9110, 13.1.1)
 */
export function matches(column: string, ifMatch: string | undefined): RawBuilder<boolean> {
  if (ifMatch === undefined || ifMatch === '*') return sql<boolean>`true`;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  return sql<boolean>`('"' || ${sql.ref(column)} || '"') in (${sql.join(tags)})`;
}
