import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { createClient, newUser } from '../support/client.ts';
import { startProcess } from '../support/process.ts';
import { newDatabase, startServer } from '../support/server.ts';
import { startStatementProxy } from '../support/statement-proxy.ts';

// What a keyed creation executes: begin, the claim of the key, the effect, the keeping of the answer, commit.
const steps = 5;

async function startBehindProxy() {
  const environment = (await newDatabase()) as { DATABASE_URL: string };
  const url = new URL(environment.DATABASE_URL);
  const proxy = await startStatementProxy({ hostname: url.hostname, port: Number(url.port || 5432) });
  onTestFinished(() => proxy.close());
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  const server = await startProcess({ ...environment, DATABASE_URL: url.href, LOG_LEVEL: 'info' });
  const client = createClient(server.url);
  onTestFinished(() => client.close());
  return { environment, proxy, server, client };
}

const key = () => ({ 'idempotency-key': randomUUID() });

test('a keyed creation has as many steps as are tried below', async () => {
  const { proxy, client } = await startBehindProxy();
  await client.post(`/api/${newUser()}/tasks`, { title: 'Once' }, key());
  proxy.count();
  await client.post(`/api/${newUser()}/tasks`, { title: 'Once' }, key());
  expect(proxy.count()).toBe(steps);
});

const moments = Array.from({ length: steps }, (_, index) =>
  (['before', 'after'] as const).map((when) => [when, index + 1] as const),
).flat();

test.each(moments)('the server is killed %s statement %i: repeated, it is done exactly once', async (when, step) => {
  const { environment, proxy, server, client } = await startBehindProxy();
  const tasks = `/api/${newUser()}/tasks`;
  const header = key();
  // Opens the connection, so that the next statements are those of the creation.
  await client.get(tasks);

  const held = proxy.hold(step, when);
  const unanswered = client.post(tasks, { title: 'Once' }, header);
  unanswered.catch(() => {});
  await held;
  await server.stop('SIGKILL');
  await expect(unanswered).rejects.toThrow();
  proxy.close();

  const next = await startServer(environment);
  onTestFinished(next.close);
  const send = () => next.client.post(tasks, { title: 'Once' }, header);
  // PostgreSQL may still be finding out that the killed server is gone.
  await expect.poll(async () => (await send()).status, { timeout: 10_000 }).toBe(201);
  const [one, other] = [await send(), await send()];
  expect([one.text, one.headers]).toEqual([other.text, { ...other.headers, date: one.headers.date }]);
  expect((await next.client.get(`${tasks}?include=total`)).body).toMatchObject({ total: 1, items: [one.body] });
  // What was committed is not done again.
  if (when === 'after' && step === steps) expect(one.headers['idempotency-replayed']).toBe('true');
});
