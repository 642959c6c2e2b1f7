/**
 * SQLSTATEs (PostgreSQL, appendix A) and codes of Node's sockets that say: not now. Nothing is wrong with the request.
 * 08P01, a protocol violation, is not among them, though its class is: it comes back however often it is tried.
 */
const passing =
  /^(08(?!P01)...|53...|57P0[123]|57014|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

// pg's own failures have no code, and Neon's proxy answers XX000.
const passingMessage =
  /^(Connection terminated|timeout e|Client has encountered a connection error|Couldn't connect to compute node|driver has already been destroyed|PGlite is closed|Cannot use a pool after calling end)/;

/** @returns whether the error of a driver says that the database cannot be reached or is overloaded */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && passing.test(code)) || passingMessage.test(error.message);
}
