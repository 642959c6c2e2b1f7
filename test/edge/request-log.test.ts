import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { newUser } from '../support/client.ts';
import { startInProcess } from '../support/server.ts';

async function startLogged() {
  const lines: string[] = [];
  const server = await startInProcess(undefined, createLog('info', { write: (line) => void lines.push(line) }));
  onTestFinished(server.close);
  const logged = async (count: number) => {
    await expect.poll(() => lines.length).toBe(count);
    return lines.map((line) => JSON.parse(line));
  };
  return { ...server, logged };
}

test('a request is one line, without what people wrote', async () => {
  const { client, logged } = await startLogged();
  await client.post(`/api/${newUser()}/tasks?no=secret-query`, { title: 'secret-title' });
  await client.post(`/api/${newUser()}/tasks`, { title: 'secret-title', description: 'secret-description' });
  const lines = await logged(2);
  expect(lines[0]).toMatchObject({
    method: 'POST',
    operation_id: 'createTask',
    status: 422,
    problem: 'validation_failed',
  });
  expect(lines[1]).toMatchObject({ operation_id: 'createTask', status: 201, duration_ms: expect.any(Number) });
  expect(JSON.stringify(lines)).not.toContain('secret');
});

test('500 the cause is in the log under the id that the answer has, and not in the answer', async () => {
  const { client, database, logged } = await startLogged();
  await sql`drop table task`.execute(database.fork().getKysely());
  const answer = await client.post(`/api/${newUser()}/tasks`, { title: 'secret-title' });
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain('does not exist');
  const [line] = await logged(1);
  expect(JSON.stringify(line)).not.toContain('secret');
  expect(line).toMatchObject({
    level: 50,
    request_id: answer.body.instance,
    err: { message: expect.stringContaining('"task" does not exist') },
  });
});
