import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../support/client.ts';
import { startProcess } from '../support/process.ts';
import { newUnmigratedDatabase } from '../support/server.ts';

// Tried again, because a machine that is shared may stand still for a while.
const within30Seconds = { timeout: 30_000, retry: 2 };

test('the server is ready within 30 s of its first start (VT-001)', within30Seconds, async () => {
  const began = performance.now();
  const server = await startProcess(await newUnmigratedDatabase());
  const client = createClient(server.url);
  onTestFinished(client.close);
  expect((await client.get('/readyz')).status).toBe(200);
  console.log(`VT-001: ready ${Math.round(performance.now() - began)} ms after the process was started`);
});

test('the server ends with 0 on SIGTERM (VT-001)', async () => {
  const server = await startProcess(await newUnmigratedDatabase());
  expect(await server.stop('SIGTERM')).toBe(0);
});

test('SIGTERM to npm start ends the server (VT-001)', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const env = { ...process.env, PORT: '0', SHUTDOWN_GRACE_SECONDS: '1', ...(await newUnmigratedDatabase()) };
  const npm = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  npm.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await expect.poll(() => output, { timeout: 20_000 }).toContain('listening on');
  const url = /listening on (http:[^"\s]+)/.exec(output)?.[1] as string;
  npm.kill('SIGTERM');
  await once(npm, 'close');
  await expect(fetch(`${url}/livez`)).rejects.toThrow();
});
