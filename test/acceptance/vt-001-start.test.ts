import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../support/client.ts';
import { newDurableDatabase } from '../support/durable.ts';
import { startProcess } from '../support/process.ts';

test('the server is ready within 30 s of its first start (VT-001)', async () => {
  const began = performance.now();
  const server = await startProcess(await newDurableDatabase());
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  const client = createClient(server.url);
  onTestFinished(client.close);
  expect((await client.get('/readyz')).status).toBe(200);
  console.log(`VT-001: ready ${Math.round(performance.now() - began)} ms after the process was started`);
}, 30_000);

test('the server ends with 0 on SIGTERM (VT-001)', async () => {
  const server = await startProcess(await newDurableDatabase());
  expect(await server.stop('SIGTERM')).toBe(0);
});
