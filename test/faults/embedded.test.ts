import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createClient, newUser } from '../support/client.ts';
import { run, startProcess } from '../support/process.ts';
import { observed } from './observed.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'task-api-embedded-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(folder: string) {
  const server = await startProcess({ DATABASE_DATA_DIR: folder });
  const client = createClient(server.url);
  onTestFinished(client.close);
  return { ...server, client };
}

// What is there, in the order in which it comes, when the process is killed.
const stages = ['server.lock', 'pg_wal', 'base/1', 'base/5/1255', 'PG_VERSION.unfinished', 'PG_VERSION'];

test('kill -9 during the first start, and the next one begins anew', async () => {
  let unfinished = 0;
  for (const stage of stages) {
    const folder = newFolder();
    const first = run({ PORT: '0', DATABASE_DATA_DIR: folder });
    onTestFinished(() => void first.kill('SIGKILL'));
    const exists = (file: string) => existsSync(join(folder, file));
    while (!exists(stage) && !exists('PG_VERSION')) await wait(1);
    first.kill('SIGKILL');
    await once(first, 'exit');
    if (!exists('PG_VERSION')) unfinished++;
    const { client, stop } = await start(folder);
    const user = newUser();
    const { status, body: task } = await client.post(`/api/${user}/tasks`, { title: stage });
    expect(status).toBe(201);
    expect((await client.get(`/api/${user}/tasks`)).body.items).toEqual([task]);
    expect(await stop('SIGTERM')).toBe(0);
  }
  expect(unfinished).toBeGreaterThan(0);
  observed(
    'kill -9 during the first start, while the files of the database are being made',
    'the next start serves',
    'a whole database, made anew',
  );
});
