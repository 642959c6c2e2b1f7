import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyLimit } from '../../src/edge/read-body.ts';
import { newUser } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** @returns all that a server sends for these bytes until it closes the connection; a balancer would refuse most itself */
async function exchange(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server.instanceUrl).port), '127.0.0.1');
  const received = text(socket).catch(() => '');
  socket.write(bytes);
  return received;
}

const chunked =
  'POST /api/me/tasks HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';

test.each([
  ['no HTTP', 'GARBAGE\r\n\r\n'],
  ['another version', 'GET /livez HTTP/9.9\r\nHost: a\r\n\r\n'],
  ['headers that are too large', `GET /livez HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ['no Host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['two Hosts', 'GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'],
  [
    'Content-Length with Transfer-Encoding',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a fragment', 'GET /livez#x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ['a fragment before a bad query', 'GET /api/me/tasks#?limit=abc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ['another scheme', 'GET ftp://a/livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ['a broken chunk', `${chunked}zz\r\n{}`],
])('400 %s, as a problem', async (_name, bytes) => {
  const answer = await exchange(bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
    type: 'urn:problem-type:task-api:malformed_request',
    status: 400,
  });
});

test('200 an expectation that nobody knows is left unmet', async () => {
  const answer = await exchange('GET /livez HTTP/1.1\r\nHost: a\r\nExpect: cake\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test('413 the rest of the body is read away, and the connection serves the next request', async () => {
  const length = 8 * bodyLimit;
  const post = `POST /api/me/tasks HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  const next = 'GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  const answers = await exchange(`${post}${'x'.repeat(length)}${next}`);
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
});

test('garbage behind a request is not answered as if it were that request', async () => {
  const body = '{"title": "Executed"}';
  const path = `/api/${newUser()}/tasks`;
  const post = `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  expect(await exchange(`${post}GARBAGE\r\n\r\n`)).not.toMatch(/^HTTP\/1\.1 400 /);
});

test.each([
  ['http://a/livez', 200],
  ['http://h:x/livez', 200],
  ['http://[::1/livez?x=1', 422],
  ['http://a', 404],
  ['/api\\me\\tasks', 404],
  ['/livez?a?b', 422],
])('the target %s is answered %i', async (target, status) => {
  const answer = await exchange(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  expect(answer).toContain(`HTTP/1.1 ${status} `);
});
