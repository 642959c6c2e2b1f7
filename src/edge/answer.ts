import type { Context, Middleware } from 'koa';
import { internalError, Problem } from '../problem.ts';

/** What is sent to the client: the one shape in which operations and problems leave. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  mediaType?: string | undefined;
  body?: string | undefined;
  /** Whether 304 may stand in for it when the client's copy is current. */
  conditional?: boolean;
}

/**
 * The outermost layer of the contract's way: sends what the inner layers put into `ctx.state.answer`, or the problem
 * that they threw. Nothing else writes an answer.
 *
 * @param toProblem tells a thrown value that is no Problem; undefined makes it an internal error
 */
export function answer(toProblem: (error: unknown) => Problem | undefined): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const problem = error instanceof Problem ? error : (toProblem(error) ?? internalError(error));
      ctx.state.problem = problem;
      ctx.state.answer = {
        status: problem.status,
        headers: problem.headers,
        mediaType: 'application/problem+json',
        body: JSON.stringify(problem.toBody(ctx.state.requestId)),
      };
    }
    send(ctx, ctx.state.answer);
  };
}

function send(ctx: Context, { status, headers, mediaType, body, conditional }: Answer) {
  ctx.status = status;
  for (const name in headers) ctx.set(name, headers[name] as string);
  if (mediaType !== undefined) ctx.set('Content-Type', mediaType);
  if (body !== undefined) ctx.body = body;
  if (conditional && ctx.fresh) {
    ctx.status = 304;
    ctx.body = null;
  }
}
