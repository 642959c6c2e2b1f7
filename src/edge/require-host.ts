import type { Middleware } from 'koa';
import { malformedRequest } from '../problem.ts';

/** Refuses an HTTP/1.1 request without one Host (RFC 9112, 3.2), which Node would answer without a problem. */
export const requireHost: Middleware = (ctx, next) => {
  const { host } = ctx.headers;
  if (ctx.req.httpVersion === '1.1' && (host === undefined || host.includes(','))) {
    throw malformedRequest('The request has no Host header, or several. Send one.');
  }
  return next();
};
