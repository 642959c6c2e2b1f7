import type * as api from '../../generated/openapi.ts';
import type { TaskRow } from './entity.ts';

export function presentTask(row: TaskRow): api.components['schemas']['Task'] {
  return {
    id: row.id,
    user_id: row.user_id,
    title: row.title,
    description: row.description,
    completed: row.completed,
    completed_at: row.completed_at && presentInstant(row.completed_at),
    version: row.version,
    created_at: presentInstant(row.created_at),
    updated_at: presentInstant(row.updated_at),
  };
}

/** @returns the `ETag` of a task: its version, quoted (RFC 9110, 8.8.3) */
export const presentETag = ({ version }: { version: number }) => `"${version}"`;

/** The answer of the operations that give one task. */
export const presentReply = (row: TaskRow) => ({
  status: 200 as const,
  headers: { ETag: presentETag(row) },
  body: presentTask(row),
});

// The drivers give timestamps as PostgreSQL's text.
const presentInstant = (instant: Date | string) => new Date(instant).toISOString();
