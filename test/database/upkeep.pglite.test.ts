import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { startUpkeep } from '../../src/database/upkeep.ts';
import { createLog } from '../../src/log.ts';
import { lockTasks } from '../support/locks.ts';
import { startServer } from '../support/server.ts';

const untilItLooks = { timeout: 20_000 };

test('an upkeep that fails is a warning, and goes on', async () => {
  const database = await openDatabase(readConfig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' }));
  onTestFinished(database.close);
  let warnings = 0;
  const log = createLog('warn', {
    write: (line) => {
      expect(line).toContain('cannot checkpoint or vacuum');
      warnings++;
    },
  });
  const upkeep = startUpkeep(database.fork, log);
  onTestFinished(upkeep.stop);
  for (const expected of [1, 2]) {
    upkeep.used();
    await expect.poll(() => warnings, untilItLooks).toBe(expected);
  }
});

test('stopping waits for what is being done', async () => {
  const server = await startServer();
  onTestFinished(server.close);
  const release = await lockTasks(server);
  let hasBegun = false;
  const fork = () => {
    hasBegun = true;
    return server.database.fork();
  };
  const upkeep = startUpkeep(fork, createLog('silent'));
  upkeep.used();
  await expect.poll(() => hasBegun, untilItLooks).toBe(true);
  let hasStopped = false;
  const stopping = upkeep.stop().then(() => {
    hasStopped = true;
  });
  await setImmediate();
  expect(hasStopped).toBe(false);
  await release();
  await stopping;
});
