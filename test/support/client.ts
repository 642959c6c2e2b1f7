import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, inject } from 'vitest';
import { AnswerChecker } from '../../src/contract/answer-checker.ts';
import type { Operation } from '../../src/contract/document.ts';
import { contract, router } from './contract.ts';

const checker = new AnswerChecker(contract);

export interface Sent {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  body: any;
}

export interface Options {
  headers?: Record<string, string | string[]>;
  /** Sent as it is. */
  raw?: string | Buffer;
  /** Sent as JSON. */
  json?: unknown;
}

export type Client = ReturnType<typeof createClient>;

/**
 * @param url of the server
 * @returns a client that sends what it is told to the letter, and fails the test on an answer that departs from the
 * contract
 */
export function createClient(url: string) {
  const agent = new Agent({ keepAlive: true });
  const send = async (method: string, path: string, { headers = {}, raw, json }: Options = {}): Promise<Sent> => {
    const body = json === undefined ? raw : JSON.stringify(json);
    const { hostname, port } = new URL(url);
    const sent = request({
      agent,
      hostname,
      port,
      method,
      path,
      headers: {
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
    });
    sent.end(body);
    const answer = await new Promise<Sent>((resolve, reject) => {
      // A server that refuses a body may answer and close before all of it is sent.
      sent.on('error', reject);
      sent.on('response', (response) => {
        const read = (received: string) => ({
          status: response.statusCode as number,
          headers: response.headers,
          text: received,
          body: response.headers['content-type']?.endsWith('json') && received ? JSON.parse(received) : undefined,
        });
        // A server that is killed may break off in the middle of an answer.
        text(response).then(read).then(resolve, reject);
      });
    });
    const operation = operationOf(method, path);
    expect(checker.faultsOf(method, operation, answer)).toEqual([]);
    if (operation) appendFileSync(inject('exercised'), `${operation.operationId} ${answer.status}\n`);
    return answer;
  };
  return {
    send,
    get: (path: string, headers?: Options['headers']) => send('GET', path, headers && { headers }),
    post: (path: string, json: unknown, headers?: Options['headers']) =>
      send('POST', path, { json, ...(headers && { headers }) }),
    put: (path: string, json: unknown, headers?: Options['headers']) =>
      send('PUT', path, { json, ...(headers && { headers }) }),
    patch: (path: string, json?: unknown, headers?: Options['headers']) =>
      send('PATCH', path, { json, ...(headers && { headers }) }),
    delete: (path: string, headers?: Options['headers']) => send('DELETE', path, headers && { headers }),
    close: () => agent.destroy(),
  };
}

function operationOf(method: string, path: string): Operation | undefined {
  try {
    return router.matchOperation({ method, path: path.split('?')[0] as string, headers: {} }) as unknown as Operation;
  } catch {
    return undefined;
  }
}

/** @returns a user whom no other test knows */
export const newUser = () => `user-${randomUUID()}`;
