import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { purge } from '../../src/purge.ts';
import { contract } from '../support/contract.ts';
import { execute, preparePartitioned } from '../support/databases.ts';
import { inputs, send } from '../support/inputs.ts';
import { sampleOf } from '../support/sample.ts';
import { newUnmigratedDatabase, startServer, type TestServer } from '../support/server.ts';
import { observed } from './observed.ts';
import { expectSuitePasses } from './run-suite.ts';

test('the whole suite passes on partitioned tables', { timeout: 900_000 }, async () => {
  await expectSuitePasses({ TEST_PARTITIONED: 'on' });
  observed(
    'the tables are partitioned by hash of the user, in 64 parts',
    'nothing: every test of the suite passes',
    'the same rows, constraints and indexes, in 64 parts',
  );
});

/** The statements that were executed, each as PostgreSQL's auto_explain describes it. */
const plans: string[] = [];
let server: TestServer;

beforeAll(async () => {
  const environment = await newUnmigratedDatabase();
  const url = environment.DATABASE_URL as string;
  await preparePartitioned(url);
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
  };
  for (const [name, value] of Object.entries(settings)) {
    await execute(url, `alter database ${new URL(url).pathname.slice(1)} set ${name} = '${value}'`);
  }
  server = await startServer(environment);
  const pool = await (
    server.database.orm.em.getConnection() as unknown as { getNativeClient(): Promise<pg.Pool> }
  ).getNativeClient();
  const keep = ({ message = '' }: { message?: string | undefined }) =>
    void (message.includes('plan:') && plans.push(message));
  pool.on('acquire', (client) => client.off('notice', keep).on('notice', keep));
});
afterAll(() => server.close());

/** @returns the partitions of a table that a plan reads or writes */
const partitionsOf = (table: string, plan: string) =>
  new Set(plan.match(/(?<="Relation Name": ")\w+/g)?.filter((name) => name.startsWith(`${table}_`)));

const tables = ['task', 'idempotency_key'];

/** @returns the statements since the last call that touch several partitions of a table */
function scattered(): string[] {
  const found = plans.splice(0).filter((plan) => tables.some((table) => partitionsOf(table, plan).size > 1));
  return found.map((plan) => /"Query Text": "(.*)"/.exec(plan)?.[1] ?? plan);
}

const ofTasks = contract.operations.filter(({ path }) => path.startsWith('/api/'));

test.each(ofTasks)('every statement of $operationId touches one partition', async (operation) => {
  const sent = fc.sample(inputs(operation), { numRuns: 50, seed: 1 });
  for (const input of sent) await send(server.client, operation, input);
  if (operation.parameters.some(({ name }) => name === 'Idempotency-Key')) {
    const { path, options } = await sampleOf(server.client, operation);
    const keyed = { ...options, headers: { ...options.headers, 'idempotency-key': 'again' } };
    const answer = () => server.client.send(operation.method.toUpperCase(), path, keyed);
    expect((await answer()).status).toBeLessThan(300);
    expect((await answer()).headers['idempotency-replayed']).toBe('true');
  }
  expect(plans.length).toBeGreaterThan(0);
  expect(scattered()).toEqual([]);
});

test('every statement of a list that goes on touches one partition', async () => {
  const list = contract.operations.find(({ operationId }) => operationId === 'listTasks');
  const sort = list?.parameters.find(({ name }) => name === 'sort')?.schema as { items: { enum: string[] } };
  const tasks = '/api/several/tasks';
  for (const title of ['One', 'Two', 'Three']) await server.client.post(tasks, { title: `The ${title}` });
  for (const key of sort.items.enum) {
    for (const filter of ['', '&q=t', '&include=total']) {
      const first = await server.client.get(`${tasks}?limit=1&sort=${key}${filter}`);
      await server.client.get(`${tasks}?limit=1&sort=${key}${filter}&cursor=${first.body.next_cursor}`);
    }
  }
  expect(scattered()).toEqual([]);
});

test('the purge, which is of all users, touches every partition', async () => {
  plans.length = 0;
  await purge(server.database.fork());
  const [plan = ''] = plans.splice(0);
  expect(tables.map((table) => partitionsOf(table, plan).size)).toEqual([64, 64]);
  observed(
    'any request, on partitioned tables',
    'nothing',
    'each statement touches one partition of a table, whichever operation it is; the purge, which is of all users, touches all',
  );
});
