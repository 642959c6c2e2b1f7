import { MikroORM } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { pgliteOptions, postgresOptions } from '../../mikro-orm.config.ts';
import type { Config } from '../config.ts';
import { type Problem, unavailable } from '../problem.ts';
import { isUnavailable } from './driver-errors.ts';
import { lockFolder } from './lock-folder.ts';

export type Orm = MikroORM;

export interface Database {
  orm: Orm;
  /** What it is and where, without credentials. */
  name: string;
  /** @returns the EntityManager of one request */
  fork: () => SqlEntityManager;
  /** @returns the problem that a driver's error stands for, undefined when it is none of the database's troubles */
  toProblem: (error: unknown) => Problem | undefined;
  /**
   * Asks the database only if it failed since it last answered, so that probes let a serverless one sleep.
   *
   * @throws an error of the driver
   */
  assertReachable: () => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Opens PostgreSQL if the configuration names it, the embedded database otherwise. PostgreSQL is connected to on
 * first use.
 *
 * @throws Error when another process has the embedded database's folder
 */
export async function openDatabase(config: Config): Promise<Database> {
  return config.databaseUrl ? postgres(config.databaseUrl, config.databasePoolMax) : embedded(config.databaseDataDir);
}

async function postgres(url: string, poolMax: number): Promise<Database> {
  const orm = await MikroORM.init(postgresOptions(url, poolMax));
  return database(orm as unknown as MikroORM, nameOf(url), () => orm.close());
}

/** @returns what the URL names, without the password */
export function nameOf(url: string): string {
  const { username, hostname, port, pathname } = new URL(url);
  return `PostgreSQL at ${hostname}:${port || 5432}${pathname} as ${decodeURIComponent(username)}`;
}

async function embedded(dataDir: string): Promise<Database> {
  const unlock = lockFolder(dataDir);
  const orm = await MikroORM.init(pgliteOptions(dataDir));
  return database(orm as unknown as MikroORM, `the embedded database in ${dataDir}`, async () => {
    await orm.close();
    unlock();
  });
}

function database(orm: MikroORM, name: string, close: () => Promise<void>): Database {
  let failed = false;
  const fork = () => orm.em.fork() as SqlEntityManager;
  return {
    orm,
    name,
    fork,
    close,
    toProblem: (error) => {
      if (!isUnavailable(error)) return undefined;
      failed = true;
      return unavailable('The database cannot be reached or is overloaded. Try again later.', 1, error);
    },
    assertReachable: async () => {
      if (!failed) return;
      await sql`select 1`.execute(fork().getKysely());
      failed = false;
    },
  };
}
