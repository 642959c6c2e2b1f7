import { expect, test } from 'vitest';
import { failedWhile, failureOf } from '../../src/database/driver-errors.ts';

const error = (code: string | undefined, message: string) => Object.assign(new Error(message), code && { code });

// What a statement's error says; when it came before COMMIT was sent; when it came at connecting.
test.each([
  ['57P01', 'terminating connection due to administrator command', 'lost', 'undone', 'undone'],
  ['57P02', 'terminating connection because of crash of another server process', 'lost', 'undone', 'undone'],
  ['57P03', 'the database system is starting up', 'lost', 'undone', 'undone'],
  ['57P04', 'terminating connection because the database was dropped', 'lost', 'undone', 'undone'],
  ['57P05', 'terminating connection due to idle-session timeout', 'lost', 'undone', 'undone'],
  ['25P03', 'terminating connection due to idle-in-transaction timeout', 'lost', 'undone', 'undone'],
  ['25P04', 'terminating connection due to transaction timeout', 'lost', 'undone', 'undone'],
  ['08P01', 'server conn crashed?', 'lost', 'undone', 'undone'],
  ['08P01', 'query timeout', 'lost', 'undone', 'undone'],
  ['08P01', 'pgbouncer shutting down', 'lost', 'undone', 'undone'],
  ['ECONNABORTED', '', 'lost', 'undone', 'undone'],
  ['EPROTO', '', 'lost', 'undone', 'undone'],
  ['ENETDOWN', '', 'lost', 'undone', 'undone'],
  ['ENETRESET', '', 'lost', 'undone', 'undone'],
  ['ERR_STREAM_DESTROYED', '', 'lost', 'undone', 'undone'],
  ['08000', '', 'lost', 'undone', 'undone'],
  ['08001', '', 'lost', 'undone', 'undone'],
  ['08003', '', 'lost', 'undone', 'undone'],
  ['08004', '', 'lost', 'undone', 'undone'],
  ['08006', '', 'lost', 'undone', 'undone'],
  ['08007', '', 'lost', 'undone', 'undone'],
  ['ECONNRESET', 'read ECONNRESET', 'lost', 'undone', 'undone'],
  ['EPIPE', 'write EPIPE', 'lost', 'undone', 'undone'],
  ['ETIMEDOUT', 'read ETIMEDOUT', 'lost', 'undone', 'undone'],
  ['XX000', "Couldn't connect to compute node", 'lost', 'undone', 'undone'],
  [undefined, 'Connection terminated unexpectedly', 'lost', 'undone', 'undone'],
  [undefined, 'Connection terminated', 'lost', 'undone', 'undone'],
  [undefined, 'Connection terminated due to connection timeout', 'lost', 'undone', 'undone'],
  [undefined, 'timeout expired', 'lost', 'undone', 'undone'],
  ['ECONNREFUSED', 'connect ECONNREFUSED', 'lost', 'undone', 'undone'],
  ['EHOSTUNREACH', '', 'lost', 'undone', 'undone'],
  ['ENETUNREACH', '', 'lost', 'undone', 'undone'],
  ['ENOTFOUND', '', 'lost', 'undone', 'undone'],
  ['EAI_AGAIN', '', 'lost', 'undone', 'undone'],
  ['08P01', 'server login has been failing, try again later (server_login_retry)', 'undone', 'undone', 'undone'],
  ['08P01', 'pgbouncer cannot connect to server', 'undone', 'undone', 'undone'],
  ['40001', 'could not serialize access', 'undone', 'undone', 'undone'],
  ['40P01', 'deadlock detected', 'undone', 'undone', 'undone'],
  [undefined, 'Client has encountered a connection error and is not queryable', 'undone', 'undone', 'undone'],
  [undefined, 'Client was closed and is not queryable', 'undone', 'undone', 'undone'],
  [undefined, 'Query read timeout', 'overdue', 'refused', 'refused'],
  ['08P01', 'query_wait_timeout', 'refused', 'refused', 'refused'],
  ['08P01', 'no more connections allowed (max_client_conn)', 'refused', 'refused', 'refused'],
  ['55P03', 'canceling statement due to lock timeout', 'refused', 'refused', 'refused'],
  ['58030', 'could not write to file', 'refused', 'refused', 'refused'],
  ['53000', '', 'refused', 'refused', 'refused'],
  ['53100', 'could not extend file', 'refused', 'refused', 'refused'],
  ['53200', 'out of memory', 'refused', 'refused', 'refused'],
  ['53300', 'remaining connection slots are reserved', 'refused', 'refused', 'refused'],
  ['53400', '', 'refused', 'refused', 'refused'],
  ['57014', 'canceling statement due to statement timeout', 'refused', 'refused', 'refused'],
  ['25006', 'cannot execute UPDATE in a read-only transaction', 'refused', 'refused', 'refused'],
  [undefined, 'timeout exceeded when trying to connect', 'refused', 'refused', 'refused'],
  [undefined, 'driver has already been destroyed', 'refused', 'refused', 'refused'],
  [undefined, 'Cannot use a pool after calling end on the pool', 'refused', 'refused', 'refused'],
  [undefined, 'Postgres connection has been discarded', 'refused', 'refused', 'refused'],
  [undefined, 'PGlite is closed', 'refused', 'refused', 'refused'],
  ['28P01', 'password authentication failed', undefined, undefined, 'refused'],
  ['28000', '', undefined, undefined, 'refused'],
  ['3D000', 'database "tasks" does not exist', undefined, undefined, 'refused'],
  ['CERT_HAS_EXPIRED', 'certificate has expired', undefined, undefined, 'refused'],
  ['08P01', 'invalid message format', undefined, undefined, 'refused'],
  ['22001', 'value too long', undefined, undefined, 'refused'],
  ['22021', 'invalid byte sequence for encoding "UTF8": 0x00', undefined, undefined, 'refused'],
  ['22P02', 'invalid input syntax', undefined, undefined, 'refused'],
  ['23505', 'duplicate key value', undefined, undefined, 'refused'],
  ['23514', 'violates check constraint', undefined, undefined, 'refused'],
  ['42501', 'permission denied', undefined, undefined, 'refused'],
  ['42601', 'syntax error', undefined, undefined, 'refused'],
  ['42P01', 'relation "task" does not exist', undefined, undefined, 'refused'],
  ['XX000', 'something else', undefined, undefined, 'refused'],
  [undefined, 'undefined is not a function', undefined, undefined, 'refused'],
])('%s %s: %s, %s before COMMIT, %s at connecting', (code, message, alone, uncommitted, connecting) => {
  expect(failureOf(error(code, message))).toBe(alone);
  expect(failureOf(failedWhile('uncommitted', error(code, message)))).toBe(uncommitted);
  expect(failureOf(failedWhile('connecting', error(code, message)))).toBe(connecting);
  // As the pool of pg has it.
  const connectFailed = failedWhile('connecting', error(code, message));
  expect(failureOf(new Error('Connection terminated due to connection timeout', { cause: connectFailed }))).toBe(
    'undone',
  );
});

test('what is not an error is no failure of the database', () => {
  expect(failureOf('57P01')).toBe(undefined);
  expect(failureOf(undefined)).toBe(undefined);
});
