import { expect, test } from 'vitest';
import { createAjv } from '../../src/contract/ajv.ts';

test.each([
  ['uuid', '019c32a8-093e-7e31-90df-6c8e12a50013', 'urn:uuid:019c32a8-093e-7e31-90df-6c8e12a50013'],
  ['date', '2026-02-28', '2026-02-30'],
  ['date-time', '2026-02-06T12:34:56.789Z', '2026-02-06 12:34'],
  ['time', '12:34:56Z', '25:00:00Z'],
  ['uri', 'urn:problem-type:task-api:not_found', 'not a uri'],
])('the format %s is asserted', (format, good, bad) => {
  const validate = createAjv({}).compile({ type: 'string', format });
  expect([validate(good), validate(bad)]).toEqual([true, false]);
});

test('lengths count code points, and 2020-12 is spoken', () => {
  expect(createAjv({}).validate({ type: 'string', maxLength: 1 }, '👍')).toBe(true);
  const validate = createAjv({}).compile({
    type: 'array',
    prefixItems: [{ type: 'string' }],
    items: false,
    minItems: 1,
  });
  expect([validate(['a']), validate([1]), validate(['a', 'b'])]).toEqual([true, false, false]);
});
