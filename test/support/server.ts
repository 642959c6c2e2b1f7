import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { createApp } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';
import { listen } from '../../src/listen.ts';
import { createLog, type Logger } from '../../src/log.ts';
import { type Client, createClient } from './client.ts';
import { contract } from './contract.ts';
import { databaseOf, execute } from './databases.ts';
import { startInstances } from './instances.ts';

export interface TestServer {
  url: string;
  /** Of one server, past the balancer, where there is one. */
  instanceUrl: string;
  client: Client;
  database: Database;
  close: () => Promise<void>;
}

/** @returns the environment of a server with an empty, migrated database of its own, on what this run tests */
export async function newDatabase(): Promise<Record<string, string>> {
  const template = inject('partitioned');
  if (template !== undefined) return newPostgres(`template ${template}`);
  const environment = await newUnmigratedDatabase();
  const { DATABASE_DATA_DIR: folder } = environment;
  if (folder) cpSync(join(inject('pglite') as string, 'template'), folder, { recursive: true });
  return environment;
}

/** As newDatabase, of which nothing is there yet. */
export async function newUnmigratedDatabase(): Promise<Record<string, string>> {
  if (inject('postgres') !== undefined) return newPostgres();
  return { DATABASE_DATA_DIR: join(inject('pglite') as string, newName()) };
}

/** @returns the environment of a server with this database, through the pooler where this run has one */
export function environmentOf(name: string): Record<string, string> {
  const [direct, pooler] = [inject('postgres') as string, inject('pooler')];
  return pooler === undefined
    ? { DATABASE_URL: databaseOf(direct, name) }
    : { DATABASE_URL: databaseOf(pooler, name), DATABASE_DIRECT_URL: databaseOf(direct, name) };
}

const newName = () => `test_${randomUUID().replaceAll('-', '')}`;

async function newPostgres(options = ''): Promise<Record<string, string>> {
  const [admin, name] = [inject('postgres') as string, newName()];
  await execute(admin, `create database ${name} ${options}`);
  return environmentOf(name);
}

/**
 * Starts a server on an empty database, or on the one of the environment, and a free port. Where this run has several
 * instances, these are processes, and its URL is that of a balancer in front of them.
 */
export async function startServer(environment?: Record<string, string>): Promise<TestServer> {
  const chosen = environment ?? (await newDatabase());
  const count = inject('instances') ?? 1;
  if (count === 1) return startInProcess(chosen);
  const { balancer, servers, close } = await startInstances(chosen, count);
  return testServer(balancer.url, servers[0]?.url as string, await openDatabase(readConfig(chosen)), close);
}

/** Starts one server within the process of the tests, which then have its log and its clock. */
export async function startInProcess(environment?: Record<string, string>, log?: Logger): Promise<TestServer> {
  const { database } = await prepareDatabase(readConfig(environment ?? (await newDatabase())));
  return serve(database, log);
}

/** Starts a server whose database nobody answers for, within the process of the tests: as one of its own it would not start. */
export async function startServerWithoutDatabase(): Promise<TestServer> {
  return serve(await openDatabase(readConfig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' }) as Config));
}

async function serve(database: Database, log = createLog('silent')): Promise<TestServer> {
  const app = await createApp(contract, database, log, { checkAnswers: false }, new AbortController().signal);
  const { server, url } = await listen(app, log, '127.0.0.1', 0);
  return testServer(url, url, database, async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
}

function testServer(url: string, instanceUrl: string, database: Database, stop: () => Promise<void>): TestServer {
  const client = createClient(url);
  return {
    url,
    instanceUrl,
    client,
    database,
    close: async () => {
      client.close();
      await stop();
      await database.close();
    },
  };
}
