import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';
import { answerUnreadable } from './edge/answer-unreadable.ts';
import type { Logger } from './log.ts';

/**
 * Serves an app over HTTP.
 *
 * @param port 0 for any that is free
 * @returns the server, and the URL that it listens on
 * @throws Error when it cannot listen there, with the mend
 */
export async function listen(
  app: Koa,
  log: Logger,
  host: string,
  port: number,
): Promise<{ server: Server; url: string }> {
  const handle = app.callback();
  // Joined, a header that may be sent once is seen to be sent twice; the Host is looked at by require-host.
  const server = createServer({ joinDuplicateHeaders: true, requireHostHeader: false }, handle);
  server.on('clientError', answerUnreadable(log));
  // An expectation other than 100-continue is left unmet (RFC 9110, 10.1.1), not answered without a problem.
  server.on('checkExpectation', handle);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(`Cannot listen on ${host}:${port}: ${(error as Error).message}. Set HOST and PORT to others.`, {
      cause: error,
    });
  }
  const { port: actual } = server.address() as AddressInfo;
  return { server, url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}` };
}
