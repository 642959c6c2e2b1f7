import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createClient, newUser } from '../support/client.ts';
import { startOwnPostgres, startStandby } from '../support/postgres.ts';
import { startProcess } from '../support/process.ts';
import { observed } from './observed.ts';

const stale = { 'cache-control': 'max-stale' };

test('a replica that lags, and one that is gone', async () => {
  const primary = await startOwnPostgres();
  onTestFinished(primary.stop);
  const standby = await startStandby(primary);
  let isStopped = false;
  const stopStandby = async () => {
    if (!isStopped) await standby.stop();
    isStopped = true;
  };
  onTestFinished(stopStandby);
  const server = await startProcess({ DATABASE_URL: primary.url, DATABASE_REPLICA_URLS: standby.url });
  const client = createClient(server.url);
  onTestFinished(() => client.close());
  const tasks = `/api/${newUser()}/tasks`;

  const { body: first } = await client.post(tasks, { title: 'First' });
  await expect.poll(async () => (await client.get(tasks, stale)).body.items).toEqual([first]);

  // From now on the standby receives what is written, and does not apply it.
  const replica = await openDatabase(readConfig({ DATABASE_URL: standby.url }));
  await sql`select pg_wal_replay_pause()`.execute(replica.fork().getKysely());
  const { body: second } = await client.post(tasks, { title: 'Second' });
  const { body: changed } = await client.patch(`${tasks}/${first.id}`, { title: 'Changed' });
  for (let n = 0; n < 20; n++) {
    expect((await client.get(tasks)).body.items).toEqual([second, changed]);
    expect((await client.get(`${tasks}/${first.id}`, { 'cache-control': 'no-cache' })).body).toEqual(changed);
  }
  expect((await client.get(tasks, stale)).body.items).toEqual([first]);
  expect((await client.get(`${tasks}/${second.id}`, { 'cache-control': 'max-age=0, Max-Stale' })).status).toBe(404);
  observed(
    'a read replica lags behind',
    'who writes reads what was written; who accepts `max-stale` reads an older state',
    'the primary all of it',
  );

  await sql`select pg_wal_replay_resume()`.execute(replica.fork().getKysely());
  await expect.poll(async () => (await client.get(tasks, stale)).body.items).toEqual([second, changed]);
  await replica.close();
  await stopStandby();
  for (let n = 0; n < 20; n++) expect((await client.get(tasks, stale)).body.items).toEqual([second, changed]);
  expect((await client.get('/readyz')).status).toBe(200);
  observed('the read replica is gone', '200, from the primary', 'the primary all of it');
});
