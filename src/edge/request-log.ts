import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from '../log.ts';

/** Gives each request an id and, once it is answered, one line in the log. */
export function requestLog(log: Logger): Middleware {
  return async (ctx, next) => {
    const began = performance.now();
    const id = randomUUID();
    ctx.state.requestId = id;
    ctx.res.once('close', () => {
      const { operation, problem } = ctx.state;
      const line = {
        request_id: id,
        method: ctx.method,
        operation_id: operation?.operationId,
        status: ctx.res.headersSent ? ctx.res.statusCode : undefined,
        duration_ms: Math.round((performance.now() - began) * 1000) / 1000,
        problem: problem?.code,
      };
      if (!ctx.res.writableFinished) log.warn(line, 'the client left before the answer was sent');
      else if (problem?.cause === undefined) log.info(line, 'request');
      else log[problem.status >= 500 ? 'error' : 'info']({ ...line, err: problem.cause }, 'request');
    });
    await next();
  };
}
