import type { Middleware } from 'koa';

/**
 * Once the server is stopping, asks each client to send its next request on another connection (RFC 9112, 9.6), which by
 * then leads elsewhere.
 */
export const drain =
  (stopping: AbortSignal): Middleware =>
  async (ctx, next) => {
    await next();
    if (stopping.aborted) ctx.set('Connection', 'close');
  };
