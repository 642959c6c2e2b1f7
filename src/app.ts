import Koa from 'koa';
import type { Config } from './config.ts';
import { AnswerChecker } from './contract/answer-checker.ts';
import type { Contract } from './contract/document.ts';
import { serveContract } from './contract/serve.ts';
import type { Database } from './database/open.ts';
import { answer } from './edge/answer.ts';
import { drain } from './edge/drain.ts';
import { requestLog } from './edge/request-log.ts';
import { requireHost } from './edge/require-host.ts';
import type { Logger } from './log.ts';
import { operations } from './operations.ts';
import { purgeHourly } from './purge.ts';

/**
 * The server as an onion: a request passes the layers from the top down, its answer from the bottom up.
 *
 * @param stopping is aborted when the server is about to stop
 */
export async function createApp(
  contract: Contract,
  database: Database,
  log: Logger,
  { checkAnswers }: Pick<Config, 'checkAnswers'>,
  stopping: AbortSignal,
): Promise<Koa> {
  const app = new Koa();
  app.use(requestLog(log));
  app.use(drain(stopping));
  app.use(answer(checkAnswers ? new AnswerChecker(contract).check : undefined));
  app.use(purgeHourly(database.fork, log));
  app.use(requireHost);
  app.use(await serveContract(contract, operations(contract, database, stopping), database));
  return app;
}
