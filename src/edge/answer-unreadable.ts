import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { malformedRequest } from '../problem.ts';

/** Answers a request that Node's parser refuses, and that so never becomes one, as a problem; for `clientError`. */
export function answerUnreadable(_error: Error, socket: Socket): void {
  if (!socket.writable) return;
  const problem = malformedRequest(
    'The request is not readable as HTTP/1.1, took too long, or its headers are too large.',
  );
  const body = JSON.stringify(problem.toBody(randomUUID()));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
