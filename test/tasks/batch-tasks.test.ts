import { randomUUIDv7 } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../../generated/openapi.ts';
import { newUser, type Sent } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

type Task = components['schemas']['Task'];
type Operation = components['schemas']['BatchOperation'];

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const batch = (user: string, operations: object[], headers = {}) =>
  server.client.post(`/api/${user}/tasks/batch`, { operations }, headers);

const create = async (user: string, body: object = { title: 'A task' }): Promise<Task> =>
  (await server.client.post(`/api/${user}/tasks`, body)).body;

const listed = async (user: string, query = ''): Promise<Task[]> =>
  (await server.client.get(`/api/${user}/tasks?limit=100${query}`)).body.items;

test('200 mixes operations, and answers for each the task as it left it', async () => {
  const user = newUser();
  const [one, other, third] = [await create(user), await create(user), await create(user)];
  await server.client.delete(`/api/${user}/tasks/${third.id}`);
  const { status, body } = await batch(user, [
    { op: 'create', task: { title: 'New', tags: ['a'], completed: true } },
    { op: 'update', task_id: one.id, if_version: 1, changes: { title: 'Changed', due_date: '2026-02-07' } },
    { op: 'complete', task_id: one.id },
    { op: 'delete', task_id: other.id.toUpperCase() },
    { op: 'restore', task_id: third.id, if_version: 2 },
  ]);
  expect(status).toBe(200);
  const tasks: Task[] = body.results.map(({ task }: { task: Task }) => task);
  expect(body.results.map(({ op }: { op: string }) => op)).toEqual([
    'create',
    'update',
    'complete',
    'delete',
    'restore',
  ]);
  expect(tasks[0]).toMatchObject({ title: 'New', tags: ['a'], priority: 'none', completed: true, version: 1 });
  expect(tasks[0]?.completed_at).toBe(tasks[0]?.created_at);
  expect(tasks[1]).toMatchObject({
    title: 'Changed',
    due_at: '2026-02-07T23:59:59.999Z',
    completed: false,
    version: 2,
  });
  expect(tasks[2]).toMatchObject({ title: 'Changed', completed: true, completed_at: tasks[2]?.updated_at, version: 3 });
  expect(tasks[3]).toMatchObject({ id: other.id, deleted_at: tasks[3]?.updated_at, version: 2 });
  expect(tasks[4]).toMatchObject({ id: third.id, deleted_at: null, version: 3 });
  expect(await listed(user, '&sort=created_at')).toEqual([tasks[2], tasks[4], tasks[0]]);
  expect(await listed(user, '&deleted=true')).toEqual([tasks[3]]);
});

test('200 an operation meets what the one before has left', async () => {
  const user = newUser();
  const { id: task_id } = await create(user);
  const { body } = await batch(user, [
    { op: 'update', task_id, if_version: 1, changes: { title: 'A' } },
    { op: 'update', task_id, if_version: 2, changes: { title: 'B' } },
    { op: 'update', task_id, if_version: 3, changes: { title: 'B' } },
    { op: 'delete', task_id, if_version: 3 },
    { op: 'restore', task_id, if_version: 4 },
  ]);
  expect(body.results.map(({ task }: { task: Task }) => task.version)).toEqual([2, 3, 3, 4, 5]);
  expect(await listed(user)).toEqual([body.results[4].task]);
});

test('200 tasks of one batch are listed in its order', async () => {
  const user = newUser();
  const titles = Array.from({ length: 100 }, (_, n) => `Task ${n}`);
  const { status } = await batch(
    user,
    titles.map((title) => ({ op: 'create', task: { title } })),
  );
  expect(status).toBe(200);
  expect((await listed(user, '&sort=created_at')).map(({ title }) => title)).toEqual(titles);
});

test('every failure is named, the status is that of the first, and nothing is done', async () => {
  const user = newUser();
  const [one, other] = [await create(user), await create(newUser())];
  const before = await listed(user);
  const missing = randomUUIDv7();
  const { status, body } = await batch(user, [
    { op: 'create', task: { title: 'New' } },
    { op: 'update', task_id: missing, changes: { title: 'Changed' } },
    { op: 'complete', task_id: one.id, completed: true },
    { op: 'delete', task_id: one.id, if_version: 1 },
    { op: 'restore', task_id: one.id },
    { op: 'delete', task_id: other.id },
    { op: 'update', task_id: one.id, changes: { due_time: '18:30' } },
  ]);
  expect(status).toBe(404);
  expect(body.type).toBe('urn:problem-type:task-api:not_found');
  expect(body.failures.map(({ index, status }: { index: number; status: number }) => [index, status])).toEqual([
    [1, 404],
    [3, 412],
    [4, 409],
    [5, 404],
    [6, 422],
  ]);
  expect(body.failures[0].detail).toContain(missing);
  expect(await listed(user)).toEqual(before);
  expect((await server.client.get(`/api/${other.user_id}/tasks/${other.id}`)).body).toEqual(other);
});

test.each([
  [409, { op: 'restore' }],
  [412, { op: 'update', if_version: 2, changes: { title: 'Changed' } }],
  [412, { op: 'complete', if_version: 2 }],
  [412, { op: 'delete', if_version: 2 }],
])('%i %o', async (expected, operation) => {
  const user = newUser();
  const task = await create(user);
  const { status, body } = await batch(user, [{ ...operation, task_id: task.id }]);
  expect([status, body.failures[0].index]).toEqual([expected, 0]);
  expect(await listed(user)).toEqual([task]);
});

test('422 a time without a date is named at its place', async () => {
  const user = newUser();
  const task = await create(user);
  const { status, body } = await batch(user, [
    { op: 'create', task: { title: 'New' } },
    { op: 'update', task_id: task.id, changes: { due_time: '18:30' } },
  ]);
  expect([status, body.violations[0].pointer, body.failures[0].index]).toEqual([
    422,
    '/operations/1/changes/due_time',
    1,
  ]);
});

test.each([
  ['no operation', [], '/operations'],
  ['101 operations', Array(101).fill({ op: 'create', task: { title: 'A task' } }), '/operations'],
  ['an unknown operation', [{ op: 'archive', task_id: randomUUIDv7() }], '/operations/0/op'],
  ['no op', [{ task_id: randomUUIDv7() }], '/operations/0/op'],
  ['no task', [{ op: 'create' }], '/operations/0/task'],
  ['no task_id', [{ op: 'delete' }], '/operations/0/task_id'],
  [
    'a member of another operation',
    [{ op: 'delete', task_id: randomUUIDv7(), completed: true }],
    '/operations/0/completed',
  ],
  ['a member of the task', [{ op: 'create', task: { title: 'A task', id: 'x' } }], '/operations/0/task/id'],
  ['a time without a date', [{ op: 'create', task: { title: 'A', due_time: '10:00' } }], '/operations/0/task/due_time'],
])('422 %s', async (_, operations, pointer) => {
  const { status, body } = await batch(newUser(), operations as object[]);
  expect([status, body.violations.map((one: { pointer: string }) => one.pointer)]).toEqual([422, [pointer]]);
});

test('200 parallel batches on the same tasks, in whatever order, are done one after the other', async () => {
  const user = newUser();
  const tasks = await Promise.all(Array.from({ length: 10 }, () => create(user)));
  const complete = tasks.map(({ id }) => ({ op: 'complete', task_id: id }));
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => batch(user, n % 2 ? complete : complete.toReversed())),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  for (const task of await listed(user)) expect(task).toMatchObject({ version: 21, completed: false });
});

test('a batch of 100 is repeated with its key without being done twice', async () => {
  const user = newUser();
  const operations = Array.from({ length: 100 }, () => ({ op: 'create', task: { title: 'A task' } }));
  const key = { 'idempotency-key': randomUUIDv7() };
  const [one, other] = [await batch(user, operations, key), await batch(user, operations, key)];
  expect([other.text, other.headers['idempotency-replayed']]).toEqual([one.text, 'true']);
  expect(await listed(user)).toHaveLength(100);
});

test('a batch does to a task what the same operations do one by one', async () => {
  const changes = fc.record(
    {
      title: fc.constantFrom('A', 'B'),
      completed: fc.boolean(),
      priority: fc.constantFrom('low', 'high'),
      due_date: fc.constantFrom(null, '2026-02-07'),
      due_time: fc.constantFrom(null, '18:30'),
      time_zone: fc.constantFrom(null, 'Europe/Berlin'),
      tags: fc.constantFrom([], ['a', 'b']),
      position: fc.constantFrom(1, 2.5),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  const isPatch = ({
    due_date,
    due_time,
    time_zone,
  }: {
    due_date?: unknown;
    due_time?: unknown;
    time_zone?: unknown;
  }) => due_date !== null || !(due_time || time_zone);
  const steps = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ op: fc.constant('update'), changes: changes.filter(isPatch) }) },
      fc.record({ op: fc.constant('complete'), completed: fc.boolean() }, { requiredKeys: ['op'] }),
      fc.record({ op: fc.constantFrom('delete', 'restore') }),
    ),
    { minLength: 1, maxLength: 8 },
  );
  type Step = { op: string; changes?: object; completed?: boolean };

  const alone = async (path: string, { op, changes: patch, completed }: Step): Promise<Sent> => {
    if (op === 'update') return server.client.patch(path, patch);
    if (op === 'complete')
      return server.client.patch(`${path}/complete`, completed === undefined ? undefined : { completed });
    return op === 'delete' ? server.client.delete(path) : server.client.send('POST', `${path}/restore`);
  };
  const stateOf = async (user: string) => {
    const [task] = [...(await listed(user)), ...(await listed(user, '&deleted=true'))];
    const { id: _id, user_id: _user, created_at: _created, updated_at: _updated, ...rest } = task as Task;
    return { ...rest, completed_at: rest.completed_at !== null, deleted_at: rest.deleted_at !== null };
  };

  await fc.assert(
    fc.asyncProperty(steps, async (walk: Step[]) => {
      const [one, other] = [newUser(), newUser()];
      const [single, batched] = [await create(one), await create(other)];
      const done: Step[] = [];
      for (const step of walk) {
        const { status } = await alone(`/api/${one}/tasks/${single.id}`, step);
        const operation = { ...step, task_id: batched.id } as Operation;
        // What fails alone fails in a batch, in the same way.
        if (status < 300) done.push(operation as Step);
        else {
          const failed = await batch(other, [...done, operation]);
          expect([failed.status, failed.body.failures[0].index]).toEqual([status, done.length]);
        }
      }
      if (done.length > 0) expect((await batch(other, done)).status).toBe(200);
      const [after, position] = [await stateOf(one), { position: 0 }];
      const isOwn = after.position === single.position;
      expect({ ...(await stateOf(other)), ...(isOwn && position) }).toEqual({ ...after, ...(isOwn && position) });
    }),
    { numRuns: 60, endOnFailure: false },
  );
});
