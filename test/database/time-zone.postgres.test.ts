import { expect, onTestFinished, test } from 'vitest';
import { execute } from '../support/databases.ts';
import { newDatabase, startServer } from '../support/server.ts';

test.each(['America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati'])(
  'instants are the same whatever the TimeZone of the database, such as %s',
  async (zone) => {
    const environment = await newDatabase();
    const { DATABASE_URL, DATABASE_DIRECT_URL: url = DATABASE_URL as string } = environment;
    const name = new URL(url).pathname.slice(1);
    // Not through a pooler, which would go on with the connection of before.
    await execute(url, `alter database ${name} set timezone = '${zone}'`);
    const { client, close } = await startServer(environment);
    onTestFinished(close);
    for (const due_date of ['0001-01-01', '1850-01-01', '2026-07-07', '9999-12-31']) {
      const { status, body } = await client.post('/api/me/tasks', { title: 'A task', due_date });
      expect([status, body.due_at]).toEqual([201, `${due_date}T23:59:59.999Z`]);
    }
    const { items } = (await client.get('/api/me/tasks?sort=due_at&limit=2')).body;
    expect(items.map(({ due_date }: { due_date: string }) => due_date)).toEqual(['0001-01-01', '1850-01-01']);
    const before = await client.get('/api/me/tasks?due_before=1850-01-02T00:00:00Z&include=total');
    expect(before.body.total).toBe(2);
  },
);
