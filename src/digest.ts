import { hash } from 'node:crypto';

/** @returns the SHA-256 of the value as JSON, in base64url: the same in whatever order the members of objects stand */
export function digest(value: unknown): string {
  const sorted = JSON.stringify(value, (_key, member) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
  return hash('sha256', sorted, 'base64url');
}
