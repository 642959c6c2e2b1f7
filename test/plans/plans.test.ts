import { readFileSync, writeFileSync } from 'node:fs';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { OperationRequest } from '../../src/contract/types.ts';
import type { Database } from '../../src/database/open.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';
import { purgeSome } from '../../src/purge.ts';
import { makeCursor } from '../../src/tasks/cursor.ts';
import { deleteTasks } from '../../src/tasks/delete-tasks.ts';
import type { Tables } from '../../src/tasks/entity.ts';
import { getTask } from '../../src/tasks/get-task.ts';
import { listTasks } from '../../src/tasks/list-tasks.ts';
import { selectPage, selectPageAndTotal } from '../../src/tasks/page.ts';
import { presentTask } from '../../src/tasks/present-task.ts';
import { sortKeys } from '../../src/tasks/sort.ts';
import { updateTask } from '../../src/tasks/update-task.ts';
import { newDatabase } from '../support/server.ts';
import { buffers, explain, explainOnce, type Plan, rowsRead, scans } from './explain.ts';
import { fill, heavyUser, smallUser } from './fill.ts';

type Query = OperationRequest<'listTasks'>['query'];

let database: Database;
let em: SqlEntityManager;
beforeAll(async () => {
  const environment = await newDatabase();
  ({ database } = await prepareDatabase(readConfig(environment)));
  await fill(environment.DATABASE_URL as string);
  em = database.fork();
});
afterAll(() => database.close());

const limit = 50;
/** Four blocks for each task that is asked for: its own, and its share of the indexes that lead to it. */
const aPage = 4 * (limit + 1);

/** Rows of the table in docs/data-model.md. */
const measured: string[] = [];

/** Which of the statements below read each index. */
const served = new Map<string, Set<string>>();

function keep(plan: Plan, name: string): Plan {
  for (const { 'Index Name': index, 'Actual Loops': loops } of scans(plan)) {
    if (index !== undefined && loops > 0) served.set(index, (served.get(index) ?? new Set()).add(name));
  }
  return plan;
}

const longAgo = new Date(Date.now() - 300 * 24 * 60 * 60 * 1000).toISOString();

const nameOf = (query: Partial<Query>) =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${value === longAgo ? 'long ago' : value}`)
    .join('&') || 'the default list';

const cell = (query: Partial<Query>) => (Object.keys(query).length === 0 ? nameOf(query) : `\`${nameOf(query)}\``);

const named = (queries: Partial<Query>[]) => queries.map((query) => ({ name: nameOf(query), query }));

async function explainList(user_id: string, given: Partial<Query>): Promise<Plan> {
  const query: Query = { limit, sort: ['-created_at'], deleted: false, ...given };
  return explain(em, listTasks, { path: { user_id }, query, header: {}, body: undefined });
}

/** @returns cursors to what comes after these parts of a list */
async function cursorsAt(parts: number[], user_id: string, { sort = ['-created_at'], ...given }: Partial<Query>) {
  const db = em.getKysely<Tables>();
  const filters = { deleted: false, ...given };
  const keys = sortKeys(sort);
  const page = { user_id, filters, keys };
  const [counted] = await selectPageAndTotal(db, { ...page, limit: 1 }).execute();
  const total = counted?.total ?? 0;
  const rows = await db
    .selectFrom(
      db
        .selectFrom(selectPage(db, { ...page, limit: total }).as('task'))
        .selectAll()
        .select(sql<number>`row_number() over ()`.as('number'))
        .as('numbered'),
    )
    .selectAll()
    .where(
      'number',
      'in',
      parts.map((part) => Math.ceil(part * total)),
    )
    .orderBy('number')
    .execute();
  expect(rows).toHaveLength(parts.length);
  return rows.map((row) => {
    const place = keys.map(({ column }) => presentTask(row)[column]);
    return makeCursor(place, { user_id, sort, ...filters });
  });
}

/** Expects of every scan that it reads what is the user's, by an index that begins with the user. */
function expectOwn(plan: Plan, owned: number) {
  for (const scan of scans(plan)) {
    const { 'Node Type': type, 'Index Name': index, 'Index Cond': condition } = scan;
    expect(type).not.toBe('Seq Scan');
    // The terms are marked as their user's.
    if (type !== 'Bitmap Heap Scan' && index !== 'task_terms') expect(condition).toContain('user_id');
    // Rows are given as a mean of the loops, rounded.
    expect(rowsRead(scan)).toBeLessThanOrEqual(owned + scan['Actual Loops']);
  }
}

async function countOf(user: string): Promise<number> {
  const counted = em.getKysely<Tables>().selectFrom('task').where('user_id', '=', user);
  const { count } = await counted.select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  return count;
}

const columns = ['created_at', 'updated_at', 'due_at', 'priority', 'title', 'position', 'completed_at'] as const;

const everyDay: Partial<Query>[] = [
  {},
  ...columns.flatMap((column) => [{ sort: [column] }, { sort: [`-${column}` as const] }]),
  { completed: true },
  { completed: false },
  { overdue: true },
  { overdue: false },
  ...['common', 'frequent', 'rare'].flatMap((term) => [{ q: term }, { q: term.slice(0, -1) }, { tag: [term] }]),
  { completed: false, sort: ['due_at'] },
  { completed: false, sort: ['position'] },
  { completed: true, sort: ['-completed_at'] },
];

describe('of a user with 100,000 tasks among 1,000,000, about a page is read, on the first page and on deep ones', () => {
  test.each(named(everyDay))('$name', async ({ query }) => {
    const cursors = await cursorsAt([0.3, 0.6, 0.95], heavyUser, query);
    const read = [];
    for (const page of [{}, ...cursors.map((cursor) => ({ cursor }))]) {
      const plan = await explainList(heavyUser, { ...query, ...page });
      expectOwn(plan, 100_000);
      read.push(buffers(keep(plan, cell(query))));
    }
    measured.push(`| ${cell(query)} | ${read.join(' | ')} |`);
    expect(Math.max(...read)).toBeLessThanOrEqual(aPage);
  });
});

const others: Partial<Query>[] = [
  { sort: ['-priority', 'due_at'] },
  { sort: ['completed_at', '-due_at', 'title'] },
  { tag: ['frequent'], sort: ['title'] },
  { tag: ['common', 'rare'], q: 'middling' },
  { q: 'middling' },
  { q: 'nothing' },
  { q: 'common', due_before: longAgo },
  { q: 'common', completed: false, sort: ['-due_at'] },
  { completed: false, sort: ['-completed_at'] },
  { overdue: false, sort: ['-due_at'] },
  { priority: ['high'], sort: ['position'] },
  { priority: ['low', 'urgent'], completed: false, sort: ['due_at'] },
  { created_after: longAgo, sort: ['title'] },
  { updated_before: longAgo },
  { deleted: true },
  { deleted: true, sort: ['-updated_at'] },
  { deleted: true, q: 'frequent' },
  { include: 'total' },
  { include: 'total', q: 'common', sort: ['title'] },
  { include: 'total', overdue: true },
  { include: 'total', deleted: true, priority: ['high'] },
];

describe('nothing of others is read', () => {
  test('the small user has 100 tasks of the 1,000,000', async () => {
    expect(await countOf(smallUser)).toBe(100);
    expect(await countOf(heavyUser)).toBe(100_000);
  });

  test.each(named([...everyDay, ...others]))('by a user of 100 tasks: $name', async ({ query }) => {
    const plan = await explainList(smallUser, query);
    expectOwn(plan, 100);
    expect(buffers(plan)).toBeLessThanOrEqual(4 * 100);
  });

  test.each(named(others))('by a user of 100,000 tasks: $name', async ({ query }) => {
    const plan = keep(await explainList(heavyUser, query), query.deleted ? 'the trash' : 'combinations');
    measured.push(`| ${cell(query)} | ${buffers(plan)} | | | |`);
    expectOwn(plan, 100_000);
  });
});

describe('one task is found by its key', () => {
  const path = async () => {
    const own = em.getKysely<Tables>().selectFrom('task').select('id').where('user_id', '=', heavyUser);
    const { id } = await own.where('deleted_at', 'is', null).orderBy('id').offset(50_000).executeTakeFirstOrThrow();
    return { user_id: heavyUser, task_id: id };
  };

  test('getTask', async () => {
    const request = { path: await path(), query: {}, header: {}, body: undefined };
    const plan = keep(await explain(em, getTask, request), 'getTask');
    expectOwn(plan, 1);
    expect(buffers(plan)).toBeLessThanOrEqual(8);
  });

  test('updateTask', async () => {
    const request = { path: await path(), query: {}, header: {}, body: { title: 'Another' } };
    expectOwn(keep(await explain(em, updateTask, request), 'updateTask'), 1);
  });
});

test.each([
  { of: 'user-21', query: { completed: true } },
  { of: 'user-22', query: { q: 'common' } },
  { of: 'user-23', query: { tag: ['frequent'], due_before: longAgo } },
  { of: 'user-24', query: { deleted: true } },
])('deleteTasks of $of reads nothing of others', async ({ of: user_id, query }) => {
  const request = { path: { user_id }, query: { deleted: false, ...query }, header: {}, body: undefined };
  expectOwn(keep(await explainOnce(em, deleteTasks, request), 'deleteTasks'), 100);
});

test('the purge reads what has been in the trash for 30 days alone, a thousand at most', async () => {
  const transaction = await em.getKysely().startTransaction().execute();
  try {
    await sql`update task set deleted_at = now() - interval '31 days' where user_id = 'user-25'`.execute(transaction);
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`
      explain (analyze, buffers, timing off, format json) ${purgeSome()}`.execute(transaction);
    const plan = (rows[0] as (typeof rows)[0])['QUERY PLAN'][0].Plan;
    keep(plan, 'the purge of the trash');
    for (const scan of scans(plan).filter((one) => one['Index Name']?.startsWith('task'))) {
      expect(rowsRead(scan)).toBeLessThanOrEqual(1000);
    }
    expect(scans(plan).map((scan) => scan['Index Name'])).toContain('task_deleted_at');
    expect(scans(plan).filter((scan) => scan['Node Type'] === 'Seq Scan' && scan['Relation Name'] === 'task')).toEqual(
      [],
    );
  } finally {
    await transaction.rollback().execute();
  }
});

test('each index serves one of these statements', async () => {
  const { rows: indexes } = await sql<{ name: string; columns: string; size: string }>`
    select relname as name, pg_size_pretty(pg_relation_size(oid)) as size,
      regexp_replace(pg_get_indexdef(oid), '^.* USING (btree )?', '') as columns
    from pg_class where oid in (select indexrelid from pg_index where indrelid = 'task'::regclass) order by name`.execute(
    em.getKysely(),
  );
  expect([...served.keys()].sort()).toEqual(indexes.map(({ name }) => name));

  if (process.env.PLANS !== 'write') return;
  write('indexes', [
    '| index | of | size | serves |',
    '| --- | --- | --: | --- |',
    ...indexes.map(
      ({ name, columns, size }) =>
        `| \`${name}\` | \`${columns}\` | ${size} | ${[...(served.get(name) ?? [])].join(', ')} |`,
    ),
  ]);
  write('buffers', [
    '| list | first page | at 30 % | at 60 % | at 95 % |',
    '| --- | --: | --: | --: | --: |',
    ...measured,
  ]);
});

function write(name: string, lines: string[]) {
  const file = new URL('../../docs/data-model.md', import.meta.url);
  const between = new RegExp(`(?<=<!-- ${name} -->\\n).*(?=<!-- /${name} -->)`, 's');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(between, () => `${lines.join('\n')}\n`),
  );
}
