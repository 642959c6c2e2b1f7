import { expect, onTestFinished, test } from 'vitest';
import { createClient, newUser } from '../support/client.ts';
import { startProcess } from '../support/process.ts';
import { newDatabase } from '../support/server.ts';

test.each(['SIGTERM', 'SIGKILL'] as const)('tasks persist across a restart by %s (VT-004)', async (signal) => {
  const environment = await newDatabase();
  const user = newUser();

  const first = await startProcess(environment);
  const writer = createClient(first.url);
  const kept = [];
  for (let n = 0; n < 20; n++) kept.unshift((await writer.post(`/api/${user}/tasks`, { title: `Task ${n}` })).body);
  kept[0] = (await writer.patch(`/api/${user}/tasks/${kept[0].id}/complete`)).body;
  writer.close();
  await first.stop(signal);

  const second = await startProcess(environment);
  const reader = createClient(second.url);
  onTestFinished(reader.close);
  expect((await reader.get(`/api/${user}/tasks`)).body.items).toEqual(kept);
});
