/**
 * @param id a task's, a UUIDv7 (RFC 9562, 5.7)
 * @returns when the task was created, in milliseconds since 1970; its `position` unless another is given
 */
export const instantOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
