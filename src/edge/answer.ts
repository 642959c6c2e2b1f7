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

/** @returns how an answer departs from the contract, in words */
type Check = (ctx: Context, answer: Answer) => string[];

/**
 * The outermost layer of the contract's way: sends what the inner layers put into `ctx.state.answer`, or the problem
 * that they threw. Nothing else writes an answer.
 *
 * @param check makes an answer that departs from the contract an internal error
 */
export function answer(check?: Check): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      setProblem(ctx, error instanceof Problem ? error : internalError(error));
    }
    try {
      const faults = check?.(ctx, ctx.state.answer) ?? [];
      if (faults.length > 0) setProblem(ctx, internalError(new Error(faults.join('\n'))));
    } catch (error) {
      setProblem(ctx, internalError(error));
    }
    send(ctx, ctx.state.answer);
  };
}

function setProblem(ctx: Context, problem: Problem) {
  ctx.state.problem = problem;
  ctx.state.answer = {
    status: problem.status,
    headers: problem.headers,
    mediaType: 'application/problem+json',
    body: JSON.stringify(problem.toBody(ctx.state.requestId)),
  };
}

function send(ctx: Context, { status, headers, mediaType, body, conditional }: Answer) {
  ctx.status = status;
  for (const name in headers) ctx.set(name, headers[name] as string);
  if (mediaType !== undefined) ctx.set('Content-Type', mediaType);
  if (body !== undefined) ctx.body = body;
  if (conditional && isCurrent(ctx.get('If-None-Match'), headers.ETag)) {
    ctx.status = 304;
    ctx.body = null;
  }
}

/** @returns whether the client has the answer already: weak comparison (RFC 9110, 13.1.2) */
function isCurrent(ifNoneMatch: string, etag: string | undefined): boolean {
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.some((tag) => tag === '*' || (tag !== '' && tag === etag));
}
