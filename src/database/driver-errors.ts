/** What the failure of a statement, or of the transaction that it was of, says. */
export type Failure =
  /** It had no effect, and may be tried again. */
  | 'undone'
  /** It had no effect, and would fail again if it were tried at once. */
  | 'refused'
  /** The connection was lost after it was sent: whether it had its effect is not known. */
  | 'lost'
  /** It was not answered in time: whether it had its effect, or will have it, is not known. */
  | 'overdue';

/** When an error came: before anything was sent, or before COMMIT was. */
type Stage = 'connecting' | 'uncommitted';

const stages = new WeakMap<Error, Stage>();

/** @returns the error, of which failureOf then knows when it came */
export function failedWhile<E>(stage: Stage, error: E): E {
  if (error instanceof Error && stageOf(error) === undefined) stages.set(error, stage);
  return error;
}

// pg's pool puts an error of its own around one of connecting.
const stageOf = (error: Error): Stage | undefined =>
  stages.get(error) ?? (error.cause instanceof Error ? stages.get(error.cause) : undefined);

// SQLSTATEs: PostgreSQL, appendix A. 08P01, a protocol violation, comes back however often it is tried. A socket says
// EHOSTUNREACH and the like of an established connection too.
const lost =
  /^(08(?!P01)...|57P0[1-5]|25P0[34]|ECONN(RESET|REFUSED|ABORTED)|EPIPE|EPROTO|ETIMEDOUT|EHOSTUNREACH|ENET(UNREACH|DOWN|RESET)|ENOTFOUND|EAI_AGAIN|ERR_STREAM_DESTROYED)$/;
const rolledBack = /^(40001|40P01)$/;
// Full, cancelled, not waiting for a lock, a disk that fails, read-only since a failover.
const refused = /^(53...|57014|55P03|58030|25006)$/;

// pg's own failures have no code, Neon's proxy answers XX000, and PgBouncer says 08P01 whatever it is.
const lostMessage =
  /^(Connection terminated|timeout expired|Couldn't connect to compute node|server conn crashed|query timeout|.*shutting down)/;
const unsentMessage =
  /^(Client (has encountered a connection error and|was closed and) is not queryable|server login (has been failing|failed)|pgbouncer cannot connect to server)/;
const overdueMessage = /^Query read timeout/;
const refusedMessage =
  /^(query_wait_timeout|no more connections allowed|timeout exceeded when trying to connect|driver has already been destroyed|PGlite is closed|Cannot use a pool after calling end|Postgres connection has been discarded)/;

/** @returns what a driver's error says, undefined for one that is none of the database's troubles */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, message } = error as Error & { code?: unknown };
  const is = (codes: RegExp) => typeof code === 'string' && codes.test(code);
  const stage = stageOf(error);

  if (is(refused) || refusedMessage.test(message)) return 'refused';
  if (is(rolledBack) || unsentMessage.test(message)) return 'undone';
  if (is(lost) || lostMessage.test(message)) return stage === undefined ? 'lost' : 'undone';
  if (overdueMessage.test(message)) return stage === undefined ? 'overdue' : 'refused';
  // A wrong password, a missing database, a certificate that is not trusted: of no use to the client, and no fault of it.
  return stage === 'connecting' ? 'refused' : undefined;
}

/** @returns whether the error is of the work alone, such as a deadlock, and says nothing of the database as a whole */
export const isOfWork = (error: Error): boolean =>
  /^(40001|40P01|57014|55P03)$/.test(String((error as { code?: unknown }).code));
