import { setTimeout } from 'node:timers/promises';
import { MikroORM } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type pg from 'pg';
import { pgliteOptions, postgresOptions } from '../../mikro-orm.config.ts';
import type { Config } from '../config.ts';
import { createLog, type Logger } from '../log.ts';
import { Load } from './load.ts';
import { lockFolder } from './lock-folder.ts';
import { makeFolder } from './make-folder.ts';
import { Outage } from './outage.ts';
import { Replicas } from './replicas.ts';
import { databaseUnavailable, type Guard, withRetries } from './retry.ts';
import { startUpkeep } from './upkeep.ts';

export type Orm = MikroORM;

/** Milliseconds. A pooler of Neon's refuses to be told statement_timeout, so the client watches it. */
const statementDeadline = 30_000;

/** Milliseconds. A load balancer does not wait long for the answer to its probe. */
const probeDeadline = 2_000;

/** How much work may be under way for each connection: what waits has to wait for as many statements at most. */
const workPerConnection = 50;

/**
 * @param guard what allows the work to be done again
 * @param mayLag whether it may be done on a read replica
 * @throws Problem 503 when the database fails; else what the work throws
 */
export type Perform = <T>(guard: Guard, work: (em: SqlEntityManager) => Promise<T>, mayLag?: boolean) => Promise<T>;

export interface Database {
  orm: Orm;
  /** What it is and where, without credentials. */
  name: string;
  /** @returns an EntityManager of one's own */
  fork: () => SqlEntityManager;
  /** @throws Problem 503 when there is more work than can be done soon */
  assertRoom: () => Promise<void>;
  /** Does the work of a request if there is room, as withRetries does, each time with an EntityManager of its own. */
  perform: Perform;
  /**
   * Asks the database only if it failed since it last answered, so that probes let a serverless one sleep.
   *
   * @throws Problem 503 when it does not answer
   */
  assertReachable: () => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Opens PostgreSQL if the configuration names it, the embedded database otherwise. PostgreSQL is connected to on
 * first use.
 *
 * @param log of what goes wrong behind the requests
 * @throws Error when another process has the embedded database's folder
 */
export async function openDatabase(config: Config, log = createLog('silent')): Promise<Database> {
  const load = new Load(config.databasePoolMax * workPerConnection);
  return config.databaseUrl ? postgres(config.databaseUrl, config, load) : embedded(config.databaseDataDir, load, log);
}

async function postgres(url: string, config: Config, load: Load): Promise<Database> {
  const { databasePoolMax, databaseReplicaUrls } = config;
  const options = postgresOptions(url, databasePoolMax, statementDeadline);
  const driverOptions = options.driverOptions as pg.ClientConfig & { Client: typeof pg.Client };
  const orm = await MikroORM.init(options);
  const replicas = await Replicas.open(databaseReplicaUrls, databasePoolMax);
  return database({
    orm: orm as unknown as MikroORM,
    name: nameOf(url),
    fork: () => orm.em.fork(),
    load,
    replicas,
    // On a connection of its own: those of the pool may all be waiting for somebody's lock.
    probe: async () => {
      const client: pg.Client = new driverOptions.Client(driverOptions);
      try {
        await client.connect();
        const { rows } = await client.query('show transaction_read_only');
        if (rows[0].transaction_read_only === 'on') throw new Error('The database is read-only.');
      } finally {
        await client.end();
      }
    },
    close: async () => {
      await Promise.all([orm.close(), replicas.close()]);
    },
  });
}

/** @returns what the URL names, without the password */
export function nameOf(url: string): string {
  const { username, hostname, port, pathname } = new URL(url);
  return `PostgreSQL at ${hostname}:${port || 5432}${pathname} as ${decodeURIComponent(username)}`;
}

async function embedded(dataDir: string, load: Load, log: Logger): Promise<Database> {
  const unlock = lockFolder(dataDir);
  await makeFolder(dataDir);
  const orm = (await MikroORM.init(pgliteOptions(dataDir))) as unknown as MikroORM;
  const fork = () => orm.em.fork() as SqlEntityManager;
  const upkeep = startUpkeep(fork, log);
  return database({
    orm,
    name: `the embedded database in ${dataDir}`,
    fork: () => {
      upkeep.used();
      return fork();
    },
    load,
    replicas: new Replicas([]),
    probe: async () => {
      await sql`select 1`.execute(fork().getKysely());
    },
    close: async () => {
      await upkeep.stop();
      await orm.close();
      unlock();
    },
  });
}

interface Opened extends Pick<Database, 'orm' | 'name' | 'fork' | 'close'> {
  /** @throws an error when nothing can be written */
  probe: () => Promise<void>;
  load: Load;
  replicas: Replicas;
}

function database({ load, replicas, probe, ...opened }: Opened): Database {
  const { fork } = opened;
  const outage = new Outage();
  return {
    ...opened,
    assertRoom: () => load.assertRoom(),
    perform: (guard, work, mayLag = false) =>
      load.run(() => {
        const onPrimary = async () => {
          const result = await withRetries(guard, () => work(fork()), outage);
          outage.noteSuccess();
          return result;
        };
        return mayLag ? replicas.perform(work, onPrimary) : onPrimary();
      }),
    assertReachable: async () => {
      if (!outage.isOn) return;
      await Promise.race([
        probe(),
        setTimeout(probeDeadline, undefined, { ref: false }).then(() => Promise.reject(new Error('no answer'))),
      ]).catch((error) => {
        outage.noteFailure();
        throw databaseUnavailable(error);
      });
      outage.noteSuccess();
    },
  };
}
