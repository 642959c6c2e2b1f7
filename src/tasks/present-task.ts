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
    priority: row.priority,
    due_date: row.due_date,
    due_time: row.due_time,
    time_zone: row.time_zone,
    due_at: row.due_at && presentInstant(row.due_at),
    tags: row.tags,
    position: row.position,
    version: row.version,
    created_at: presentInstant(row.created_at),
    updated_at: presentInstant(row.updated_at),
    deleted_at: row.deleted_at && presentInstant(row.deleted_at),
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

/**
 * The drivers give timestamps as PostgreSQL's text, such as `2026-02-06 12:34:56.7+00`. In UTC it is cut to the
 * contract's form: the way through Date would be the dearest thing that a page of tasks costs this process.
 */
function presentInstant(instant: Date | string): string {
  if (typeof instant !== 'string') return instant.toISOString();
  if (!instant.endsWith('+00')) return inUtc(instant).toISOString();
  return `${instant.slice(0, 10)}T${instant.slice(11, 19)}.${instant.slice(20, -3).padEnd(3, '0')}Z`;
}

const form = /^(\d+)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?( BC)?$/;

/** Reads what PostgreSQL writes in a session whose TimeZone is not UTC: the offsets of old times have seconds. */
function inUtc(text: string): Date {
  const [, years, month, day, h, min, s, ms = '', sign, ...rest] = form.exec(text) ?? [];
  const [offsetHours, offsetMinutes = 0, offsetSeconds = 0, bc] = rest;
  const date = new Date(0);
  date.setUTCFullYear(bc ? 1 - Number(years) : Number(years), Number(month) - 1, Number(day));
  date.setUTCHours(Number(h), Number(min), Number(s), Number(ms.padEnd(3, '0')));
  const offset = Number(offsetHours) * 3600 + Number(offsetMinutes) * 60 + Number(offsetSeconds);
  return new Date(date.getTime() - offset * 1000 * (sign === '-' ? -1 : 1));
}
