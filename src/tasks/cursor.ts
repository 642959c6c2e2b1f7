import { priorityValues } from '../../generated/openapi.ts';
import { digest } from '../digest.ts';
import { validationFailed } from '../problem.ts';
import type { Place, SortKey } from './sort.ts';

type Scope = Record<string, unknown>;

/**
 * @param place of the last task of the page
 * @param scope the user, the filters and the sort of the list
 * @returns a cursor that continues after it, for this scope alone
 */
export function makeCursor(place: Place, scope: Scope): string {
  const mark = digest([place, scope]).slice(0, 16);
  return Buffer.from(JSON.stringify([...place, mark])).toString('base64url');
}

/**
 * @param keys of the sort
 * @returns the place of the last task of the page before
 * @throws Problem 422 for a cursor that was not made for this scope
 */
export function readCursor(cursor: string, keys: SortKey[], scope: Scope): Place {
  const place = parse(cursor).slice(0, -1) as Place;
  // The digest has no secret: whoever forges a cursor names a place in a list of their own, but it must be a place.
  const isPlace = place.length === keys.length && keys.every(({ column }, index) => isValue[column](place[index]));
  if (isPlace && cursor === makeCursor(place, scope)) return place;
  const message = 'was not made for this user, these filters and this sort; begin again without it';
  throw validationFailed([{ in: 'query', name: 'cursor', code: 'cursor', message }]);
}

function parse(cursor: string): unknown[] {
  try {
    return [JSON.parse(Buffer.from(cursor, 'base64url').toString())].flat();
  } catch {
    return [];
  }
}

const isInstant = (value: unknown) =>
  typeof value === 'string' &&
  /^(?!0000)\d{4}-/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString() === value;

const isInstantOrNull = (value: unknown) => value === null || isInstant(value);

/** For each key: whether PostgreSQL can compare the column with the value. */
const isValue: Record<SortKey['column'], (value: unknown) => boolean> = {
  id: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  created_at: isInstant,
  updated_at: isInstant,
  due_at: isInstantOrNull,
  completed_at: isInstantOrNull,
  priority: (value) => (priorityValues as readonly unknown[]).includes(value),
  title: (value) => typeof value === 'string' && value.isWellFormed() && !value.includes('\0'),
  position: (value) => typeof value === 'number',
};
