import { validationFailed } from '../problem.ts';

/** The members of a task from which `due_at` comes. */
export const dueMembers = ['due_date', 'due_time', 'time_zone'] as const;

export type Due = Record<(typeof dueMembers)[number], string | null>;

/**
 * Local times that a change of the clocks skips, or brings twice, are read as RFC 5545 (3.3.5) has it, which is
 * Temporal's "compatible": with the offset from before the change, and as the first of the two.
 *
 * @param pointer where the task stands in the body (RFC 6901)
 * @returns the instant at which a task is due; without a time the last millisecond of that day there
 * @throws Problem 422 for a time or a time zone without a date, and for an instant beyond the years 1 to 9999
 */
export function dueAt({ due_date, due_time, time_zone }: Due, pointer = ''): Date | null {
  if (due_date === null) {
    const violations = Object.entries({ due_time, time_zone })
      .filter(([, value]) => value !== null)
      .map(([name]) => violation(`${pointer}/${name}`, 'type', 'must be null where due_date is'));
    if (violations.length > 0) throw validationFailed(violations);
    return null;
  }
  const date = Temporal.PlainDate.from(due_date);
  const timeZone = time_zone ?? 'UTC';
  const instant =
    due_time === null
      ? date.add({ days: 1 }).toZonedDateTime({ timeZone }).toInstant().subtract({ milliseconds: 1 })
      : date.toZonedDateTime({ timeZone, plainTime: due_time }).toInstant();
  const at = new Date(instant.epochMilliseconds);
  if (at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999) return at;
  throw validationFailed([violation(`${pointer}/due_date`, 'maximum', 'must be due in the years 1 to 9999, in UTC')]);
}

const violation = (pointer: string, code: string, message: string) => ({ in: 'body' as const, pointer, code, message });
