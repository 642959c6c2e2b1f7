import { hash } from 'node:crypto';
import { validationFailed } from '../problem.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Scope = Record<string, unknown>;

/**
 * @param id of the last task of the page
 * @param scope the user and the filters of the list
 * @returns a cursor that continues after it, for this scope alone
 */
export function makeCursor(id: string, scope: Scope): string {
  return Buffer.from(`${id}.${digest(id, scope)}`).toString('base64url');
}

/**
 * @returns the id of the last task of the page before
 * @throws Problem 422 for a cursor that was not made for this scope
 */
export function readCursor(cursor: string, scope: Scope): string {
  const [id = ''] = Buffer.from(cursor, 'base64url').toString().split('.');
  // The digest has no secret: whoever forges a cursor names a place in a list of their own, but it must be a place.
  if (uuid.test(id) && cursor === makeCursor(id, scope)) return id;
  const message = 'was not made for this user and these filters; begin again without it';
  throw validationFailed([{ in: 'query', name: 'cursor', code: 'cursor', message }]);
}

const digest = (id: string, scope: Scope) => hash('sha256', JSON.stringify([id, scope]), 'base64url').slice(0, 16);
