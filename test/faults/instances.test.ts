import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { bodyLimit } from '../../src/edge/read-body.ts';
import { type Client, createClient, newUser, type Sent } from '../support/client.ts';
import { type Instances, startInstances } from '../support/instances.ts';
import { lockTasks, waiting } from '../support/locks.ts';
import { newDatabase } from '../support/server.ts';
import { observed } from './observed.ts';
import { expectSuitePasses } from './run-suite.ts';

let instances: Instances;
/** Of either server, and of both through the balancer. */
let one: Client;
let other: Client;
let both: Client;

beforeAll(async () => {
  instances = await startInstances(await newDatabase(), 2);
  const urls = [...instances.servers.map(({ url }) => url), instances.balancer.url];
  [one, other, both] = urls.map(createClient) as [Client, Client, Client];
});
afterAll(async () => {
  for (const client of [one, other, both]) client.close();
  await instances.close();
});

const withKey = () => ({ 'idempotency-key': randomUUID() });
const replayOf = ({ status, headers: { date: _, ...headers }, text }: Sent) => ({
  status,
  headers: { ...headers, 'idempotency-replayed': 'true' },
  text,
});

test('the whole suite passes', { timeout: 1_200_000 }, async () => {
  await expectSuitePasses({ TEST_DATABASE_URL: inject('postgres') as string, TEST_INSTANCES: '2' });
  observed(
    'Two servers share one PostgreSQL behind a balancer that gives them the requests in turn',
    'what it sees of one server: the whole suite passes',
    'what it holds with one server',
  );
});

test('the answer that one server gave is repeated by the other', async () => {
  const tasks = `/api/${newUser()}/tasks`;
  const key = withKey();
  const first = await one.post(tasks, { title: 'Once' }, key);
  expect(first.status).toBe(201);
  expect(replayOf(await other.post(tasks, { title: 'Once' }, key))).toEqual(replayOf(first));
  expect((await other.post(tasks, { title: 'Once' }, key)).headers).toHaveProperty('idempotency-replayed');

  const path = `${first.headers.location}/complete`;
  const toggle = withKey();
  const completed = await other.patch(path, undefined, toggle);
  expect(completed.body.completed).toBe(true);
  expect(replayOf(await one.patch(path, undefined, toggle))).toEqual(replayOf(completed));
  expect((await one.get(`${tasks}?include=total`)).body).toMatchObject({ total: 1, items: [completed.body] });
  observed(
    'A keyed request is repeated, and the balancer gives it to the other server',
    'the first answer again, with `Idempotency-Replayed: true`',
    'the effect once',
  );
});

test('50 repetitions at once, over both servers, are done once', async () => {
  const tasks = `/api/${newUser()}/tasks`;
  const key = withKey();
  const before = await instances.balancer.given();
  const send = () => both.post(tasks, { title: 'Once' }, key);
  const answers = await Promise.all(Array.from({ length: 50 }, send));
  const after = await instances.balancer.given();
  for (const n of [0, 1]) expect((after[n] as number) - (before[n] as number)).toBeGreaterThan(10);

  expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
  const made = answers.filter(({ status }) => status === 201);
  expect(made.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
  const last = await send();
  expect(new Set([...made, last].map(({ text }) => text)).size).toBe(1);
  expect((await both.get(`${tasks}?include=total`)).body).toMatchObject({ total: 1, items: [last.body] });
  observed(
    'A keyed creation is sent 50 times at once, over both servers',
    '201 with the same task, or 409 while it is being made; repeated after that, 201 with the same task',
    'one task',
  );
});

test('a cursor of one server leads on at the other', async () => {
  const tasks = `/api/${newUser()}/tasks`;
  const made: string[] = [];
  for (let n = 0; n < 7; n++) made.push((await both.post(tasks, { title: `Task ${n}` })).body.id);
  const listed: string[] = [];
  let query = '?sort=title&limit=2';
  for (let page = 0; query; page++) {
    const { items, next_cursor: cursor } = (await (page % 2 ? other : one).get(`${tasks}${query}`)).body;
    listed.push(...items.map(({ id }: { id: string }) => id));
    query = cursor && `?sort=title&limit=2&cursor=${cursor}`;
  }
  expect(listed).toEqual(made);
  observed('The pages of a list come from one server and the other in turn', 'every task once, in order', 'unchanged');
});

test('an ETag of one server holds at the other', async () => {
  const { headers } = await one.post(`/api/${newUser()}/tasks`, { title: 'A task' });
  const path = headers.location as string;
  const first = { etag: headers.etag as string };
  expect((await other.get(path, { 'if-none-match': first.etag })).status).toBe(304);
  const changed = await other.patch(path, { title: 'Changed' }, { 'if-match': first.etag });
  expect(changed.status).toBe(200);
  expect((await one.get(path, { 'if-none-match': first.etag })).body).toEqual(changed.body);
  expect((await one.patch(path, { title: 'Lost' }, { 'if-match': first.etag })).status).toBe(412);
  expect((await one.get(path, { 'if-none-match': changed.headers.etag as string })).status).toBe(304);
  observed(
    'A task is read at one server and changed at the other',
    'with `If-Match` and `If-None-Match`, 200, 304 or 412 as at one server',
    'the last change that was answered 200',
  );
});

test('a body that is too large is refused in a way that a balancer passes on', async () => {
  const raw = 'x'.repeat(bodyLimit + 1);
  const headers = { 'content-type': 'application/json' };
  // A server that closed while the body was still coming would be heard most times, but not always.
  for (let n = 0; n < 100; n++) {
    expect((await both.send('POST', '/api/me/tasks', { raw, headers })).status).toBe(413);
    expect((await both.get('/livez')).status).toBe(200);
  }
  observed('A body that is too large is sent through a balancer', '413, each time', 'nothing of it');
});

test('of two servers one is killed under load: what was acknowledged is kept, and what is repeated is done once', async () => {
  const environment = await newDatabase();
  const killed = await startInstances(environment, 2);
  onTestFinished(killed.close);
  const database = await openDatabase(readConfig(environment));
  onTestFinished(database.close);
  const tasks = `${killed.balancer.url}/api/${newUser()}/tasks`;
  const ids = new Map<string, string>();
  const seen = new Set<number | string>();

  /** Repeats a creation until it is acknowledged; fetch, for what the balancer itself answers is not the contract's. */
  const create = async (title: string) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...withKey() },
      body: JSON.stringify({ title }),
    };
    for (;;) {
      const answer = await fetch(tasks, init).catch(() => undefined);
      seen.add(answer?.status ?? 'a broken connection');
      if (answer?.status !== 201) continue;
      ids.set(title, ((await answer.json()) as { id: string }).id);
      return;
    }
  };
  const createAll = () =>
    Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 20; n++) await create(`Task ${ids.size} of ${writer}`);
    });
  await Promise.all(createAll());
  expect([...seen]).toEqual([201]);

  // All 8 are in hand, by turns at one server and the other, when one of these dies.
  const unlock = await lockTasks({ database });
  const writers = createAll();
  await expect.poll(() => waiting({ database }), { timeout: 10_000 }).toBe(8);
  await killed.servers[0]?.stop('SIGKILL');
  await unlock();
  await Promise.all(writers);

  expect(ids.size).toBe(2 * 8 * 20);
  // 502 or a broken connection: its server died. 409: PostgreSQL has not undone yet what that server had begun.
  const expected = [201, 409, 502, 503, 'a broken connection'];
  expect([...seen].filter((what) => !expected.includes(what))).toEqual([]);
  expect([...seen].some((what) => [502, 'a broken connection'].includes(what))).toBe(true);
  const survivor = createClient(killed.servers[1]?.url as string);
  onTestFinished(survivor.close);
  const kept: [string, string][] = [];
  let query = '?limit=100';
  while (query) {
    const { items, next_cursor: cursor } = (await survivor.get(`${new URL(tasks).pathname}${query}`)).body;
    kept.push(...items.map(({ title, id }: { title: string; id: string }) => [title, id]));
    query = cursor && `?limit=100&cursor=${cursor}`;
  }
  expect(kept.sort()).toEqual([...ids].sort());
  for (let n = 0; n < 20; n++) expect((await fetch(`${killed.balancer.url}/readyz`)).status).toBe(200);
  observed(
    'Of two servers behind a balancer one is killed with `kill -9` under load; the clients repeat with their keys',
    'a broken connection or 502 for what that server had in hand, 409 while PostgreSQL undoes it, then 201 from the other',
    'each task once; nothing that was acknowledged is lost',
  );
});
