// How long the server takes to serve on the embedded database: npm run bench:start.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const rounds = 5;
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'task-api-start-'));

async function start(name: string): Promise<number> {
  const began = performance.now();
  const env = { PORT: '0', DATABASE_DATA_DIR: join(folder, name) };
  const server = spawn(process.execPath, [main], { cwd: '/', env, stdio: ['ignore', 'pipe', 'inherit'] });
  let ms = Number.NaN;
  for await (const line of createInterface(server.stdout)) {
    if (!line.includes('listening on')) continue;
    ms = performance.now() - began;
    server.kill('SIGTERM');
  }
  if (server.exitCode === null) await once(server, 'exit');
  return ms;
}

const times = { first: [] as number[], later: [] as number[] };
for (let round = 0; round < rounds; round++) {
  times.first.push(await start(String(round)));
  times.later.push(await start(String(round)));
}
rmSync(folder, { recursive: true });
for (const [name, all] of Object.entries(times)) {
  const median = all.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
  console.log(`${name} start: ${Math.round(median)} ms (median of ${rounds})`);
}
