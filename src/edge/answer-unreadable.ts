import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../log.ts';
import { malformedRequest } from '../problem.ts';

/** Answers a request that Node's parser refuses, and that so never becomes one, as a problem; for `clientError`. */
export function answerUnreadable(log: Logger): (error: Error & { code?: string }, socket: Socket) => void {
  return (error, socket) => {
    // While a whole request on this connection is unanswered, what is written now would be read as its answer.
    const { _httpMessage: unanswered } = socket as Socket & { _httpMessage?: ServerResponse };
    if (!socket.writable || unanswered?.headersSent || unanswered?.req.complete) {
      socket.destroy();
      return;
    }
    const id = randomUUID();
    log.info({ request_id: id, status: 400, problem: 'malformed_request', code: error.code }, 'unreadable request');
    const problem = malformedRequest(
      'The request is not readable as HTTP/1.1, took too long, or its headers are too large.',
    );
    const body = JSON.stringify(problem.toBody(id));
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  };
}
