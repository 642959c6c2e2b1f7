import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createClient, newUser, type Sent } from '../support/client.ts';
import { startProcess } from '../support/process.ts';
import { newDatabase } from '../support/server.ts';
import { observed } from './observed.ts';

test.each(['SIGTERM'] as const)('%s under load: no request that was accepted fails', async (signal) => {
  const environment = await newDatabase();
  const server = await startProcess({ ...environment, SHUTDOWN_GRACE_SECONDS: '4' });
  const tasks = `/api/${newUser()}/tasks`;
  const probe = createClient(server.url);
  onTestFinished(() => probe.close());
  const health: Record<string, Set<number>> = { '/readyz': new Set(), '/livez': new Set() };
  const answers: Sent[] = [];
  let isReady = true;

  // Whatever sends requests here, as a load balancer does: no new ones once the server is not ready.
  const load = Array.from({ length: 20 }, async (_, n) => {
    const client = createClient(server.url);
    onTestFinished(() => client.close());
    while (isReady) answers.push(await client.post(tasks, { title: `${n}` }));
  });
  const probes = (async () => {
    while (isReady) {
      for (const [path, statuses] of Object.entries(health)) {
        const { status } = await probe.get(path);
        statuses.add(status);
        if (path === '/readyz' && status === 503) isReady = false;
      }
      await setTimeout(50);
    }
  })();
  await expect.poll(() => answers.length).toBeGreaterThan(100);

  const before = answers.length;
  const stopped = server.stop(signal);
  await Promise.all([...load, probes]);
  expect(await stopped).toBe(0);

  expect(health).toEqual({ '/readyz': new Set([200, 503]), '/livez': new Set([200]) });
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(answers.slice(0, before).some(({ headers }) => headers.connection === 'close')).toBe(false);
  expect(answers.at(-1)?.headers.connection).toBe('close');

  const next = await startProcess(environment);
  const reader = createClient(next.url);
  onTestFinished(() => reader.close());
  expect((await reader.get(`${tasks}?include=total&limit=1`)).body.total).toBe(answers.length);
  observed(
    `${signal} under load, behind a balancer that asks \`/readyz\``,
    'each request answered, with `Connection: close` from then on; `/readyz` 503, `/livez` 200; exit 0',
    'each acknowledged write once',
  );
});

test('SIGINT while a request is under way', async () => {
  const environment = await newDatabase();
  const server = await startProcess(environment);
  const client = createClient(server.url);
  onTestFinished(() => client.close());
  const tasks = `/api/${newUser()}/tasks`;
  const sent = Array.from({ length: 20 }, () => client.post(tasks, { title: 'Once' }));
  await Promise.race(sent);
  const stopped = server.stop('SIGINT');
  const statuses = (await Promise.allSettled(sent)).map((result) =>
    result.status === 'fulfilled' ? result.value.status : result.reason.code,
  );
  expect(await stopped).toBe(0);
  const next = await startProcess(environment);
  const reader = createClient(next.url);
  onTestFinished(() => reader.close());
  const { total } = (await reader.get(`${tasks}?include=total&limit=1`)).body;
  expect(total).toBe(statuses.filter((status) => status === 201).length);
  observed(
    'SIGINT while requests are under way',
    'those that were accepted are answered; exit 0',
    'each acknowledged write once',
  );
});
