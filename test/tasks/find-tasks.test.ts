import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { components } from '../../generated/openapi.ts';
import { priorityValues } from '../../generated/openapi.ts';
import type { Operation } from '../../src/contract/document.ts';
import { newUser } from '../support/client.ts';
import { contract } from '../support/contract.ts';
import { startServer, type TestServer } from '../support/server.ts';

type Task = components['schemas']['Task'];

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const words = ['milk', 'bread', 'milkshake', 'Ärger', 'отчёт', 'report'];
const tags = ['home', 'work', 'Work', 'a b'];
const days = ['2020-01-01', '2026-02-06', '2026-02-07', '2199-01-01'];

describe('every filter and every sort, combined freely', () => {
  const user = newUser();
  let tasks: Task[];

  beforeAll(async () => {
    const { client } = server;
    tasks = [];
    for (let n = 0; n < 60; n++) {
      const pick = <T>(from: readonly T[], step: number) => from[(n * step + (n >> 3)) % from.length] as T;
      const { body } = await client.post(`/api/${user}/tasks`, {
        title: `${pick(words, 5)} ${n % 9}`,
        description: n % 3 === 0 ? `with ${pick(words, 7)}` : null,
        completed: n % 4 === 0,
        priority: pick(priorityValues, 3),
        due_date: n % 3 === 1 ? null : pick(days, 3),
        tags: tags.filter((_tag, index) => (n >> index) % 2 === 0),
        position: n % 7,
      });
      const path = `/api/${user}/tasks/${body.id}`;
      const { body: task } = n % 5 === 0 ? await client.patch(path, { description: 'changed' }) : { body };
      if (n % 10 === 3) await client.delete(path);
      else tasks.push(task);
    }
  }, 60_000);

  const instants = () =>
    fc.constantFrom(...tasks.map(({ created_at }) => created_at), ...days.map((day) => `${day}T23:59:59.999Z`));
  const columns = ['created_at', 'updated_at', 'due_at', 'priority', 'title', 'position', 'completed_at'] as const;
  const keys = fc.constantFrom(...columns.flatMap((column) => [column, `-${column}`]));

  const queries = () =>
    fc.record(
      {
        completed: fc.boolean(),
        priority: fc.uniqueArray(fc.constantFrom(...priorityValues), { minLength: 1, maxLength: 3 }),
        tag: fc.uniqueArray(fc.constantFrom(...tags), { minLength: 1, maxLength: 2 }),
        due_after: instants(),
        due_before: instants(),
        created_after: instants(),
        created_before: instants(),
        updated_after: instants(),
        updated_before: instants(),
        overdue: fc.boolean(),
        q: fc.constantFrom('milk', 'MIL', 'ärger', 'ОТЧ', 'report 1', 'bre, ch', 'nothing', '?!'),
        sort: fc.uniqueArray(keys, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
  test('the queries below have every filter of the contract', () => {
    const { parameters } = contract.operations.find(({ operationId }) => operationId === 'deleteTasks') as Operation;
    const filters = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    const asked = new Set(fc.sample(queries(), 200).flatMap((query) => Object.keys(query)));
    expect([...asked, 'deleted'].sort()).toEqual([...filters, 'sort'].sort());
  });
  type Query = ReturnType<typeof queries> extends fc.Arbitrary<infer T> ? T : never;

  /** What the contract says of the filters, in other words than SQL's. */
  function meets(task: Task, { completed, priority, tag, overdue, q, sort: _, ...bounds }: Query): boolean {
    const isOverdue = !task.completed && task.due_at !== null && task.due_at < new Date().toISOString();
    const text = `${task.title} ${task.description ?? ''}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    const asked = q
      ?.toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
    const within = (['due', 'created', 'updated'] as const).every((name) => {
      const [at, after, before] = [task[`${name}_at`], bounds[`${name}_after`], bounds[`${name}_before`]];
      return (
        (after === undefined || (at !== null && at >= after)) && (before === undefined || (at !== null && at < before))
      );
    });
    return (
      within &&
      (completed === undefined || task.completed === completed) &&
      (priority === undefined || priority.includes(task.priority)) &&
      (tag === undefined || tag.every((one) => task.tags.includes(one))) &&
      (overdue === undefined || isOverdue === overdue) &&
      (asked === undefined || (asked.length > 0 && asked.every((word) => text.some((one) => one.startsWith(word)))))
    );
  }

  function compare(sort: string[]): (one: Task, other: Task) => number {
    const descendingLast = (sort.at(-1) as string).startsWith('-');
    return (one, other) => {
      for (const key of [...sort, descendingLast ? '-id' : 'id']) {
        const column = key.replace('-', '') as keyof Task;
        const [a, b] = [one, other].map((task) =>
          column === 'priority' ? priorityValues.indexOf(task.priority) : (task[column] as string | number | null),
        ) as [string | number | null, string | number | null];
        if (a === b) continue;
        if (a === null || b === null) return a === null ? 1 : -1;
        return (a < b ? -1 : 1) * (key.startsWith('-') ? -1 : 1);
      }
      return 0;
    };
  }

  test('200 lists exactly the tasks that meet all filters, in order, over pages', async () => {
    await fc.assert(
      fc.asyncProperty(queries(), fc.integer({ min: 1, max: 20 }), async (query, limit) => {
        const expected = tasks.filter((task) => meets(task, query)).sort(compare(query.sort ?? ['-created_at']));
        const search = new URLSearchParams({ limit: String(limit), include: 'total' });
        for (const [name, value] of Object.entries(query)) {
          if (name === 'sort') search.set(name, (value as string[]).join());
          else for (const one of [value].flat()) search.append(name, String(one));
        }
        const found: Task[] = [];
        for (;;) {
          const { status, body } = await server.client.get(`/api/${user}/tasks?${search}`);
          expect([status, body.total]).toEqual([200, expected.length]);
          found.push(...body.items);
          if (body.next_cursor === null) break;
          search.set('cursor', body.next_cursor);
        }
        expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        expect(found).toEqual(expected);
      }),
      { numRuns: 200, endOnFailure: false },
    );
  });

  test('200 the trash is listed apart', async () => {
    const { body } = await server.client.get(`/api/${user}/tasks?deleted=true&include=total&sort=due_at`);
    expect(body.total).toBe(6);
    expect(body.items.every(({ deleted_at }: Task) => deleted_at !== null)).toBe(true);
  });
});

describe('q', () => {
  async function found(title: string, description: string | null, q: string): Promise<boolean> {
    const user = newUser();
    await server.client.post(`/api/${user}/tasks`, { title, description });
    const { status, body } = await server.client.get(`/api/${user}/tasks?q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
    return body.items.length === 1;
  }

  test.each([
    ['a word', 'Buy oat milk', 'milk'],
    ['the beginning of a word', 'Buy oat milk', 'mi'],
    ['upper and lower case', 'Buy OAT milk', 'oAt'],
    ['words in any order', 'Buy oat milk', 'milk buy'],
    ['Cyrillic', 'Купить Молоко', 'молоко'],
    ['Greek', 'Αγορά Γάλακτος', 'γάλα'],
    ['umlauts', 'Ärger mit ÖL', 'öl'],
    ['a letter and its accent apart', 'Caf\u00e9', 'cafe\u0301'],
    ['Arabic', 'شراء الحليب', 'الحليب'],
    ['Devanagari', 'दूध खरीदें', 'दूध'],
    ['Chinese', '买牛奶', '买牛'],
    ['Korean', '우유 사기', '우유'],
    ['full width', 'ＴＡＳＫ', 'task'],
    ['numbers', 'Invoice 2026-117', '117'],
    ['a part of an address', 'Write to ada@example.com', 'example'],
    ['a part of a path', 'Read /var/log/messages', 'log'],
    ['a part of a URL', 'https://example.com/a-b?c=d', 'b'],
    ['a hyphen', 'well-kept', 'kept'],
    ['an apostrophe', "l'été", 'été'],
    ['a decimal number', 'Costs 3.14', '3.14'],
    ['signs in the question', 'Buy oat milk', '"oat" & !milk'],
    ['a sigma at the end', 'Ο ΔΡΟΜΟΣ', 'δρομος'],
    ['a sigma at the end of the question', 'δρόμος', 'ΔΡΌΜΟΣ'],
    ['eszett', 'Straße', 'STRASSE'],
    ['a space without width', 'foo\u200bbar', 'bar'],
    ['a stop word of English', 'The task of the day', 'the of'],
  ])('200 %s', async (_, title, q) => {
    expect(await found(title, null, q)).toBe(true);
    expect(await found('Title', title, q)).toBe(true);
  });

  test.each([499, 500, 501, 680, 2038, 2039, 2046, 2047, 2048])('200 beside a word of %i letters', async (length) => {
    for (const letter of ['x', '字'].slice(0, length > 700 ? 1 : 2)) {
      expect(await found('short', letter.repeat(length), 'short')).toBe(true);
    }
  });

  test('200 a question that grows when it is normalised', async () => {
    expect(await found('short', null, '\u3300'.repeat(170))).toBe(false);
  });

  test('200 words in title and description together', async () => {
    expect(await found('Buy milk', 'and bread', 'bread milk')).toBe(true);
  });

  test.each([
    ['the end of a word', 'Buy oat milk', 'ilk'],
    ['one word of two', 'Buy oat milk', 'milk bread'],
    ['nothing but signs', 'Buy oat milk', '!?'],
    ['a tag', 'Buy oat milk', '#'],
  ])('200 not %s', async (_, title, q) => {
    expect(await found(title, null, q)).toBe(false);
  });
});

test("200 another's tasks are never found, whatever the filter", async () => {
  const [owner, other] = [newUser(), newUser()];
  await server.client.post(`/api/${owner}/tasks`, { title: 'Secret', tags: ['secret'], due_date: '2020-01-01' });
  for (const query of ['q=secret', 'tag=secret', 'overdue=true', 'completed=false&sort=due_at', 'include=total']) {
    const { body } = await server.client.get(`/api/${other}/tasks?${query}`);
    expect([body.items, body.total ?? 0]).toEqual([[], 0]);
  }
});

test.each([
  ['2026-02-07T00:00:00+01:00', '2026-02-06T22:59:59.999Z', '2026-02-06T23:00:00.000Z'],
  ['2026-02-06T12:00:00.0005Z', '2026-02-06T12:00:00.000Z', '2026-02-06T12:00:00.001Z'],
])('200 %s lies after %s and not after %s', async (bound, before, notBefore) => {
  const user = newUser();
  const create = async (at: string) => {
    const body = { title: at, due_date: '2026-02-06' };
    const { id } = (await server.client.post(`/api/${user}/tasks`, body)).body;
    await server.database
      .fork()
      .getKysely<{ task: { id: string; due_at: string } }>()
      .updateTable('task')
      .set({ due_at: at })
      .where('id', '=', id)
      .execute();
  };
  await create(before);
  await create(notBefore);
  const titles = async (name: string) =>
    (await server.client.get(`/api/${user}/tasks?${name}=${encodeURIComponent(bound)}`)).body.items.map(
      ({ title }: Task) => title,
    );
  expect(await titles('due_before')).toEqual([before]);
  expect(await titles('due_after')).toEqual([notBefore]);
});

test.each(['2026-02-06T12:00:00.1234567890Z', '2026-02-06\t12:00:00Z', '2026-02-06\u00a012:00:00Z'])(
  '422 %j is no instant',
  async (instant) => {
    const { body } = await server.client.get(`/api/me/tasks?due_after=${encodeURIComponent(instant)}`);
    expect(body.violations).toContainEqual(expect.objectContaining({ in: 'query', name: 'due_after' }));
  },
);

test.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+23:59', '9999-12-31T23:59:59-12:00', '2016-12-31T23:59:60Z'])(
  '200 %s is an instant like others',
  async (instant) => {
    const { status } = await server.client.get(`/api/me/tasks?created_before=${encodeURIComponent(instant)}`);
    expect(status).toBe(200);
  },
);
