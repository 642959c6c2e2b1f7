import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newUser } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const create = (due: object) => server.client.post(`/api/${newUser()}/tasks`, { title: 'Due', ...due });

const missing = (name: string) => ({
  in: 'body',
  pointer: `/${name}`,
  code: 'type',
  message: 'must be null where due_date is',
});

describe('due_at', () => {
  test.each([
    ['no due date', null, null, null, null],
    ['the end of the day in UTC', '2026-02-07', null, null, '2026-02-07T23:59:59.999Z'],
    ['a time in UTC', '2026-02-07', '18:30', null, '2026-02-07T18:30:00.000Z'],
    ['a time in a zone', '2026-02-07', '18:30', 'Europe/Berlin', '2026-02-07T17:30:00.000Z'],
    ['the end of the day in a zone', '2026-02-07', null, 'Asia/Kolkata', '2026-02-07T18:29:59.999Z'],
    ['midnight, the beginning of the day', '2026-02-07', '00:00', 'Europe/Berlin', '2026-02-06T23:00:00.000Z'],
    ['in a gap: the offset from before', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['just after a gap', '2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['in a fold: the first of the two', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['just after a fold', '2026-10-25', '03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    ['a fold of half an hour', '2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
    ['a gap at midnight', '2018-11-04', '00:30', 'America/Sao_Paulo', '2018-11-04T03:30:00.000Z'],
    [
      'the end of the day before a gap at midnight',
      '2018-11-03',
      null,
      'America/Sao_Paulo',
      '2018-11-04T02:59:59.999Z',
    ],
    [
      'the end of a day whose last hour comes twice',
      '2018-02-17',
      null,
      'America/Sao_Paulo',
      '2018-02-18T02:59:59.999Z',
    ],
    ['a leap day', '2028-02-29', null, null, '2028-02-29T23:59:59.999Z'],
    ['the last day', '9999-12-31', null, null, '9999-12-31T23:59:59.999Z'],
    ['the first minute', '0001-01-01', '00:00', null, '0001-01-01T00:00:00.000Z'],
  ])('201 %s', async (_, due_date, due_time, time_zone, due_at) => {
    const { status, body, headers } = await create({ due_date, due_time, time_zone });
    expect(status).toBe(201);
    expect(body).toMatchObject({ due_date, due_time, time_zone, due_at });
    expect((await server.client.get(headers.location as string)).body).toEqual(body);
  });

  test('422 beyond the years 1 to 9999', async () => {
    const violation = { in: 'body', pointer: '/due_date', code: 'maximum', message: expect.any(String) };
    const late = await create({ due_date: '9999-12-31', time_zone: 'America/New_York' });
    const early = await create({ due_date: '0001-01-01', due_time: '00:00', time_zone: 'Asia/Tokyo' });
    expect([late.body.violations, early.body.violations]).toEqual([[violation], [violation]]);
  });
});

test('422 a time or a time zone without a date, by every way', async () => {
  const both = { due_time: '18:30', time_zone: 'Europe/Berlin' };
  expect((await create(both)).body.violations).toEqual([missing('due_time'), missing('time_zone')]);
  const { headers } = await create({});
  const path = headers.location as string;
  const { client } = server;
  expect((await client.put(path, { title: 'Due', due_time: '18:30' })).body.violations).toEqual([missing('due_time')]);
  expect((await client.patch(path, both)).body.violations).toEqual([missing('due_time'), missing('time_zone')]);
  expect((await client.patch(path, { due_date: null, ...both })).body.violations).toHaveLength(2);
  expect((await client.get(path)).body).toMatchObject({ version: 1, due_time: null, time_zone: null });
});

test.each(['Nowhere', '+01:00', 'Europe/Nowhere', 'T10+01', 'T1000-05', ''])(
  '422 %j is no time zone',
  async (time_zone) => {
    const { status, body } = await create({ due_date: '2026-02-07', time_zone });
    expect([status, body.violations[0].pointer]).toEqual([422, '/time_zone']);
  },
);

test.each(['2026-02-29', '2026-2-7', '0000-01-01', '20260207', 'tomorrow'])('422 %j is no date', async (due_date) => {
  expect((await create({ due_date })).body.violations[0].pointer).toBe('/due_date');
});

test.each(['24:00', '9:00', '09:60', '09:00:00'])('422 %j is no time', async (due_time) => {
  expect((await create({ due_date: '2026-02-07', due_time })).body.violations[0].pointer).toBe('/due_time');
});

test('200 a patch of one of date, time and zone is taken together with what the task has', async () => {
  const { headers } = await create({ due_date: '2026-02-07', due_time: '18:30', time_zone: 'Europe/Berlin' });
  const path = headers.location as string;
  const patch = async (body: object, match = {}) => (await server.client.patch(path, body, match)).body;
  expect(await patch({ due_date: '2026-07-07' })).toMatchObject({ due_at: '2026-07-07T16:30:00.000Z', version: 2 });
  expect(await patch({ due_time: null })).toMatchObject({ due_at: '2026-07-07T21:59:59.999Z', version: 3 });
  expect(await patch({ time_zone: null })).toMatchObject({ due_at: '2026-07-07T23:59:59.999Z', version: 4 });
  expect(await patch({ due_date: '2026-07-07' })).toMatchObject({ version: 4 });
  expect(await patch({ due_date: '2026-07-08' }, { 'if-match': '"3"' })).toMatchObject({ status: 412 });
  expect(await patch({ due_date: null, due_time: '10:00' })).toMatchObject({ status: 422 });
  const { headers: bare } = await create({});
  const stale = await server.client.patch(bare.location as string, { due_time: '10:00' }, { 'if-match': '"7"' });
  expect(stale.status).toBe(412);
  expect(await patch({ due_date: null })).toMatchObject({ due_date: null, due_at: null, version: 5 });
});

test('422 clearing the date alone, while there is a time', async () => {
  const { headers } = await create({ due_date: '2026-02-07', due_time: '18:30' });
  const path = headers.location as string;
  expect((await server.client.patch(path, { due_date: null })).body.violations).toEqual([missing('due_time')]);
  const cleared = await server.client.patch(path, { due_date: null, due_time: null });
  expect(cleared.body).toMatchObject({ due_date: null, due_time: null, due_at: null, version: 2 });
});

test('404 a patch of the date of a task that is not there', async () => {
  const { headers } = await create({});
  const path = headers.location as string;
  await server.client.delete(path);
  expect((await server.client.patch(path, { due_date: '2026-02-07' })).status).toBe(404);
});

test('200 parallel patches of date and time make a due_at that fits both', async () => {
  const { headers } = await create({ due_date: '2026-02-01', due_time: '00:00' });
  const path = headers.location as string;
  const days = Array.from({ length: 10 }, (_, day) => ({ due_date: `2026-03-${String(day + 10)}` }));
  const times = Array.from({ length: 10 }, (_, hour) => ({ due_time: `${String(hour + 10)}:00` }));
  await Promise.all([...days, ...times].map((body) => server.client.patch(path, body)));
  const { body } = await server.client.get(path);
  expect(body.due_at).toBe(`${body.due_date}T${body.due_time}:00.000Z`);
  expect(body.version).toBe(21);
});

test('200 a due_at of other time zone data is corrected when a member of it is written, alone and in a batch', async () => {
  const user = newUser();
  const tasks = `/api/${user}/tasks`;
  const { body } = await server.client.post(tasks, { title: 'Due', due_date: '2026-02-07' });
  const operation = { op: 'update', task_id: body.id, changes: { due_date: '2026-02-07' } };
  for (const write of [
    () => server.client.patch(`${tasks}/${body.id}`, { due_date: '2026-02-07' }),
    () => server.client.post(`${tasks}/batch`, { operations: [operation] }),
  ]) {
    await sql`update task set due_at = '2026-02-07T22:59:59.999Z' where id = ${body.id}`.execute(
      server.database.fork().getKysely(),
    );
    expect((await write()).status).toBe(200);
    const { items } = (await server.client.get(tasks)).body;
    expect(items[0].due_at).toBe('2026-02-07T23:59:59.999Z');
  }
});
