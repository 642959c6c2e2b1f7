import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type { Logger };

/**
 * @param level one of pino's level names, `silent` included
 * @returns a logger to standard output: for people on a terminal, JSON lines elsewhere
 */
export function createLog(level: string): Logger {
  const options = { level, base: null };
  return process.stdout.isTTY ? pino(options, pretty({ colorize: true })) : pino(options);
}
