import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { advisoryLock } from '../../src/database/migrate.ts';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { type Client, createClient, newUser } from '../support/client.ts';
import { lockTasks } from '../support/locks.ts';
import { newOlderDatabase } from '../support/older.ts';
import { launchProcess, type ServerProcess, startRefused } from '../support/process.ts';
import { newUnmigratedDatabase, startServer } from '../support/server.ts';
import { observed } from './observed.ts';

const all = [
  'Migration20261122000000_task',
  'Migration20261123000000_whole_task',
  'Migration20261123010000_idempotency_key',
];

type Environment = Record<string, string>;

/** @returns the migrations that a server says it ran before it listened */
const migrationsOf = ({ log }: ServerProcess): string[] =>
  JSON.parse(log.split('\n').find((line) => line.includes('listening on')) as string).migrations;

function clientOf({ url }: ServerProcess): Client {
  const client = createClient(url);
  onTestFinished(() => client.close());
  return client;
}

/** Creates a task at each server, and lists all of them at each. */
async function expectServing(servers: ServerProcess[]) {
  const [clients, tasks] = [servers.map(clientOf), `/api/${newUser()}/tasks`];
  for (const client of clients) expect((await client.post(tasks, { title: 'A task' })).status).toBe(201);
  for (const client of clients) {
    expect((await client.get(`${tasks}?include=total`)).body).toMatchObject({ total: servers.length });
  }
}

async function open(environment: Environment): Promise<Database> {
  const database = await openDatabase(readConfig(environment));
  onTestFinished(() => database.close());
  return database;
}

/** Expects that each migration was run once, and that the tables are what the entities say. */
async function expectMigrated(environment: Environment) {
  const database = await open(environment);
  const { rows } = await sql<{ name: string }>`select name from mikro_orm_migrations order by id`.execute(
    database.fork().getKysely(),
  );
  expect(rows.map(({ name }) => name)).toEqual(all);
  expect((await database.orm.schema.getUpdateSchemaSQL()).trim()).toBe('');
}

async function expectOlderTasks([server]: ServerProcess[], user: string) {
  const { body } = await clientOf(server as ServerProcess).get(`/api/${user}/tasks?include=total&limit=1`);
  expect(body).toMatchObject({ total: 1000, items: [{ title: 'Task 1000', version: 1000, priority: 'none' }] });
}

const launch = (count: number, { DATABASE_URL: url }: Environment) =>
  Array.from({ length: count }, (_, number) =>
    launchProcess({ DATABASE_URL: `${url}?application_name=server-${number}` }),
  );

/** Starts servers, of which none can migrate before all have come to it. */
async function startAtOnce(count: number, environment: Environment): Promise<ServerProcess[]> {
  const database = await open(environment);
  const schema = async () => {
    const { rows } = await sql`select to_regclass('task'), to_regtype('task_priority')`.execute(
      database.fork().getKysely(),
    );
    return rows;
  };
  const before = await schema();
  const lock = await database.fork().getKysely().startTransaction().execute();
  await sql`select pg_advisory_xact_lock(${advisoryLock}::int)`.execute(lock);
  onTestFinished(() =>
    lock
      .rollback()
      .execute()
      .catch(() => {}),
  );
  const launched = launch(count, environment);
  const servers = Promise.all(launched.map(({ started }) => started));
  servers.catch(() => {});
  await expect.poll(() => connected(database), { timeout: 60_000 }).toHaveLength(count);
  expect(await schema()).toEqual(before);
  await lock.rollback().execute();
  return servers;
}

/** @returns the servers, by number, that are connected to the database */
async function connected(database: Database, which = sql`true`): Promise<number[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct application_name as name from pg_stat_activity
    where datname = current_database() and application_name like 'server-%' and ${which}`.execute(
    database.fork().getKysely(),
  );
  return rows.map(({ name }) => Number(name.replace('server-', '')));
}

const counts = [
  { count: 2, words: 'two' },
  { count: 10, words: 'ten' },
];

test.each(counts)('$words servers start at once on an empty database', async ({ count, words }) => {
  const environment = await newUnmigratedDatabase();
  const servers = await startAtOnce(count, environment);
  expect(servers.map(migrationsOf).filter((ran) => ran.length > 0)).toEqual([all]);
  await expectServing(servers);
  await expectMigrated(environment);
  observed(
    `${words} servers start at once on an empty database`,
    `all ${words} serve`,
    'one has migrated it, each migration once; what one creates the others list',
  );
});

test.each(counts)('$words servers start at once on the schema of release 0.1', async ({ count, words }) => {
  const { environment, user } = await newOlderDatabase();
  const servers = await startAtOnce(count, environment);
  expect(servers.map(migrationsOf).filter((ran) => ran.length > 0)).toEqual([all.slice(1)]);
  await expectServing(servers);
  await expectOlderTasks(servers, user);
  await expectMigrated(environment);
  observed(
    `${words} servers start at once on the schema of release 0.1, with 1,000 tasks in it`,
    `all ${words} serve, and list the tasks`,
    'one has migrated it, each migration once; every task is there, with what a task has by default',
  );
});

const waiting = (database: Database) => connected(database, sql`wait_event_type = 'Lock'`);

test('the server that migrates is killed, and others wait', async () => {
  const { environment, user } = await newOlderDatabase();
  const database = await open(environment);
  // Stops whoever migrates within the migration, when a type is made and the table is to be changed.
  const unlock = await lockTasks({ database });
  onTestFinished(() => unlock().catch(() => {}));
  const launched = launch(5, environment);
  for (const { started } of launched) started.catch(() => {});
  await expect.poll(() => waiting(database), { timeout: 60_000 }).toHaveLength(1);
  const [first] = await waiting(database);
  launched[first as number]?.kill();
  // To PostgreSQL the killed one still waits.
  await expect.poll(() => waiting(database), { timeout: 60_000 }).toHaveLength(2);
  await unlock();
  await expect(launched[first as number]?.started).rejects.toThrow('ended with null');

  const servers = await Promise.all(launched.filter((_, number) => number !== first).map(({ started }) => started));
  expect(servers.map(migrationsOf).filter((ran) => ran.length > 0)).toEqual([all.slice(1)]);
  await expectServing(servers);
  await expectOlderTasks(servers, user);
  await expectMigrated(environment);
  observed(
    'of five servers that start at once, the one that migrates is killed in the middle of a migration',
    'the other four serve',
    'nothing of what the killed one did; another has done it anew, each migration once, and every task is there',
  );
});

test('the schema is ahead of the code', async () => {
  const environment = await newUnmigratedDatabase();
  const running = await startServer(environment);
  onTestFinished(running.close);
  await sql`insert into mikro_orm_migrations (name) values ('Migration29990101000000_later')`.execute(
    running.database.fork().getKysely(),
  );
  expect(await startRefused(environment)).toEqual({
    code: 1,
    stderr: `Cannot use ${running.database.name}, which DATABASE_URL names: The schema is ahead of this code by Migration29990101000000_later. Run the release that has them, or a later one.\n`,
  });
  const tasks = `/api/${newUser()}/tasks`;
  expect((await running.client.post(tasks, { title: 'A task' })).status).toBe(201);
  expect((await running.client.get(tasks)).body.items).toHaveLength(1);
  observed(
    'a server starts on a schema that is ahead of its code, as one of the release before does after an update',
    'it ends with 1 and names the migrations that it does not know; servers that run already serve on',
    'nothing has changed',
  );
});
