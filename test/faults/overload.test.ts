import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { newDatabaseBehindProxy } from '../support/behind-proxy.ts';
import { createClient, newUser } from '../support/client.ts';
import { growthMiB, residentMiB } from '../support/memory.ts';
import { startProcess } from '../support/process.ts';
import { observed } from './observed.ts';

// One connection, and statements that take 20 ms: 50 a second.
const latency = 20;
const perSecond = 10 * (1000 / latency);
const seconds = 30;

test('ten times what it can serve, for 30 s', async () => {
  const { proxy, environment } = await newDatabaseBehindProxy();
  onTestFinished(() => proxy.close());
  const server = await startProcess({ ...environment, DATABASE_POOL_MAX: '1' });
  const client = createClient(server.url);
  onTestFinished(() => client.close());
  const tasks = `/api/${newUser()}/tasks`;
  await client.get(tasks);
  proxy.delay(latency);

  const served: number[] = [];
  const resident: number[] = [];
  const sent: Promise<void>[] = [];
  let written = 0;
  const send = async (write: boolean) => {
    const began = performance.now();
    const { status, headers } = write
      ? await client.post(tasks, { title: 'Once' })
      : await client.get(`${tasks}?limit=1`);
    if (status < 300) served.push(performance.now() - began);
    else expect([status, headers['retry-after']]).toEqual([503, '1']);
    if (status === 201) written++;
  };
  const began = performance.now();
  // Whether they have been answered or not: those that call do not wait for each other.
  while (performance.now() - began < seconds * 1000) {
    const due = (performance.now() - began) * (perSecond / 1000);
    while (sent.length < due) sent.push(send(sent.length % 10 === 0));
    resident.push(residentMiB(server.pid));
    await setTimeout(10);
  }
  await Promise.all(sent);

  // What is served has waited for 50 statements at most.
  const p99 = served.sort((a, b) => a - b)[Math.floor(served.length * 0.99)] as number;
  expect(served.length).toBeGreaterThan(100);
  expect(p99).toBeLessThan(10 * 50 * latency);
  expect(growthMiB(resident)).toBeLessThan(10);

  expect((await client.get(`${tasks}?include=total&limit=1`)).body.total).toBe(written);
  observed(
    'ten times as many requests as can be served, for 30 s',
    'as many are served as without the others, after 50 statements at most; the rest 503 with `Retry-After` at once; the next request is served; memory is bounded',
    'each acknowledged write once, no other',
  );
});
