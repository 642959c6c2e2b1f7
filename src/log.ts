import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type { Logger };

/**
 * @param level one of pino's level names, `silent` included
 * @param destination standard output, unless it is given: for people on a terminal, JSON lines elsewhere
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: presentError } };
  if (destination) return pino(options, destination);
  return process.stdout.isTTY ? pino(options, pretty({ colorize: true })) : pino(options);
}

/** What is told of an error. Drivers add the statement, its parameters and rows: what people wrote. */
function presentError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return { type: name, message, code, stack, ...(cause !== undefined && { cause: presentError(cause) }) };
}
