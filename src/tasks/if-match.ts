import { type RawBuilder, sql } from 'kysely';

/**
 * @param column the version of the row
 * @param header the request's `If-Match`: `*` or a list of entity tags, of which only strong ones can match
 * @returns whether the precondition holds (RFC 9110, 13.1.1)
 */
export function ifMatch(column: string, header: string | undefined): RawBuilder<boolean> {
  if (header === undefined || header === '*') return sql<boolean>`true`;
  const tags = header.split(',').map((tag) => tag.trim());
  return sql<boolean>`('"' || ${sql.ref(column)} || '"') in (${sql.join(tags)})`;
}
