import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyLimit } from '../../src/edge/read-body.ts';
import { newUser } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const user = newUser();
const json = { 'content-type': 'application/json' };
const post = (raw: string | Buffer, headers: Record<string, string> = json) =>
  server.client.send('POST', `/api/${user}/tasks`, { raw, headers });

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe('400 and nothing kept', () => {
  test.each<[string, string | Buffer]>([
    ['broken JSON', '{"title": "a"'],
    ['no JSON at all', 'title=a'],
    ['two values', '{"title": "a"} {}'],
    ['a byte order mark', '\ufeff{"title": "a"}'],
    ['broken UTF-8', Buffer.from([...Buffer.from('{"title": "'), 0xff, ...Buffer.from('"}')])],
    ['an encoded surrogate', Buffer.from([...Buffer.from('{"title": "'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')])],
    ['NUL in a value', '{"title": "a\\u0000"}'],
    ['NUL in a name', '{"title": "a", "b\\u0000": 1}'],
    ['a lone surrogate', '{"title": "\\ud83d"}'],
    ['a member twice', '{"title": "a", "title": "b"}'],
    ['a member twice in two spellings', '{"title": "a", "titl\\u0065": "b"}'],
    ['a member twice below an array', '{"title": "a", "x": [{"y": 1, "y": 2}]}'],
    ['a number past 2^53', '{"title": "a", "x": 9007199254740993}'],
    ['an infinite number', '{"title": "a", "x": 1e400}'],
    ['a number that is rounded to nought', '{"title": "a", "x": 1e-400}'],
    ['a number of very many digits', `{"title": 1${'0'.repeat(500_000)}1${'0'.repeat(500_000)}1}`],
    ['a number with a very long exponent', `{"title": 1e${'0'.repeat(500_000)}1}`],
    ['deep nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ])('%s', async (_name, raw) => {
    const answer = await post(raw);
    expect(answer.status).toBe(400);
    expect((await server.client.get(`/api/${user}/tasks`)).body.items).toEqual([]);
  });

  test('bytes that are not in the coding that they are said to be in', async () => {
    expect((await post('{"title": "a"}', { ...json, 'content-encoding': 'gzip' })).status).toBe(400);
  });

  test('the body is not repeated in the answer', async () => {
    expect((await post('{"title": "secret')).text).not.toContain('secret');
  });
});

test.each(['1.50', '1e2', '0.1', '-0', '9007199254740991', '1E+2', '5e-324', '123456789012345680000'])(
  '422 the number %s can be read, and is refused as an unknown member',
  async (number) => {
    const answer = await post(`{"title": "a", "x": ${number}}`);
    expect(answer.body.violations).toEqual([expect.objectContaining({ pointer: '/x', code: 'unknown' })]);
  },
);

test('201 colons, quotes and escapes in values are no members', async () => {
  const title = '"a": "b\\": {"';
  const answer = await server.client.post(`/api/${newUser()}/tasks`, { title, description: '":":"\\"":' });
  expect(answer.body).toMatchObject({ title, description: '":":"\\"":' });
});

test('201 whole characters of any plane are kept as they were sent', async () => {
  const title = '𝒜 café 👩‍👩‍👧 \ufffd';
  expect((await server.client.post(`/api/${newUser()}/tasks`, { title })).body.title).toBe(title);
});

test('422 a member named __proto__ is unknown like any other', async () => {
  expect((await post('{"title": "a", "__proto__": {"completed": true}}')).status).toBe(422);
});

test('413 over 1 MiB, announced, chunked or compressed; the limit itself is read', async () => {
  const large = `{"title": "${'x'.repeat(bodyLimit)}"}`;
  expect((await post(large)).status).toBe(413);
  expect((await post(gzipSync(large), { ...json, 'content-encoding': 'gzip' })).status).toBe(413);
  const chunked = { ...json, 'content-length': [] as unknown as string, 'transfer-encoding': 'chunked' };
  expect((await post(large, chunked)).status).toBe(413);
  const exact = `{"title": "${'x'.repeat(bodyLimit - 13)}"}`;
  expect(Buffer.byteLength(exact)).toBe(bodyLimit);
  expect((await post(exact)).status).toBe(422);
});

test('422 a body that the operation does not read', async () => {
  const { body: task } = await server.client.post(`/api/${newUser()}/tasks`, { title: 'Kept' });
  const path = `/api/${task.user_id}/tasks/${task.id}`;
  const answer = await server.client.send('DELETE', path, { json: { if_version: 9 } });
  expect(answer.body.violations).toEqual([expect.objectContaining({ in: 'body', pointer: '', code: 'unknown' })]);
  expect((await server.client.get(path)).body).toEqual(task);
});

test('201 a compressed body', async () => {
  const raw = gzipSync('{"title": "Compressed"}');
  const path = `/api/${newUser()}/tasks`;
  const answer = await server.client.send('POST', path, { raw, headers: { ...json, 'content-encoding': 'GZIP' } });
  expect(answer.body.title).toBe('Compressed');
});

test.each([
  ['no media type', {}],
  ['another media type', { 'content-type': 'text/plain' }],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['another charset', { 'content-type': 'application/json; charset=latin1' }],
  ['another content coding', { ...json, 'content-encoding': 'compress' }],
  ['a media type of another operation', { 'content-type': 'application/merge-patch+json' }],
])('415 %s', async (_name, headers) => {
  const answer = await post('{"title": "a"}', headers as Record<string, string>);
  expect([answer.status, answer.headers.accept]).toEqual([415, 'application/json']);
});

test('201 UTF-8 said aloud', async () => {
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  expect((await server.client.send('POST', `/api/${newUser()}/tasks`, { raw: '{"title": "a"}', headers })).status).toBe(
    201,
  );
});

test('422 a body that is required and missing', async () => {
  const answer = await server.client.send('POST', `/api/${user}/tasks`);
  expect(answer.body.violations).toEqual([{ in: 'body', pointer: '', code: 'required', message: 'is required' }]);
});
