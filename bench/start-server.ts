import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../test/support/ports.ts';

/**
 * Starts a server as a process of its own, its log written to nowhere.
 *
 * @param file of the server, from the root of the project
 * @returns its URL, once it answers
 */
export async function startServer(file: string, databaseUrl: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [fileURLToPath(new URL(`../${file}`, import.meta.url))], {
    // Set and empty, so that no .env gives them.
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATABASE_DIRECT_URL: '',
      DATABASE_POOL_MAX: '10',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = () => server.exitCode !== null || server.signalCode !== null;
  const stop = async () => {
    if (ended()) return;
    server.kill();
    await once(server, 'exit');
  };
  while (!(await fetch(url, { method: 'HEAD' }).catch(() => undefined))) {
    if (ended()) throw new Error(`${file} ended before it answered.`);
    await sleep(50);
  }
  return { url, stop };
}
