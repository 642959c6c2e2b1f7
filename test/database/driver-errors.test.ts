import { expect, test } from 'vitest';
import { isUnavailable } from '../../src/database/driver-errors.ts';

const error = (code: string | undefined, message = '') => Object.assign(new Error(message), code && { code });

test.each([
  ['57P01', 'terminating connection due to administrator command'],
  ['08003', ''],
  ['08006', ''],
  ['53300', 'remaining connection slots are reserved'],
  ['57014', 'canceling statement due to statement timeout'],
  ['40001', ''],
  ['40P01', ''],
  ['ECONNRESET', ''],
  ['ECONNREFUSED', ''],
  ['XX000', "Couldn't connect to compute node"],
  [undefined, 'Connection terminated unexpectedly'],
  [undefined, 'Connection terminated due to connection timeout'],
  [undefined, 'timeout exceeded when trying to connect'],
])('%s %s is the database being unavailable', (code, message) => {
  expect(isUnavailable(error(code, message))).toBe(true);
});

test.each([
  ['08P01', 'invalid message format'],
  ['22021', 'invalid byte sequence for encoding "UTF8": 0x00'],
  ['22P02', ''],
  ['23505', ''],
  ['42P01', 'relation "task" does not exist'],
  ['XX000', 'something else'],
  [undefined, 'undefined is not a function'],
])('%s %s is not', (code, message) => {
  expect(isUnavailable(error(code, message))).toBe(false);
});
