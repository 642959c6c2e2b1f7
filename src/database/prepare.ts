import { MikroORM } from '@mikro-orm/core';
import { postgresOptions } from '../../mikro-orm.config.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { failureOf } from './driver-errors.ts';
import { assertMigrated, migrate, migrateAlone } from './migrate.ts';
import { type Database, nameOf, type Orm, openDatabase } from './open.ts';

/**
 * Opens the database that the configuration names and brings its schema to where this code needs it, over
 * `DATABASE_DIRECT_URL` where there is one.
 *
 * @returns the database, and the names of the migrations that were run
 * @throws Error when it cannot be reached or used, with the mend
 */
export async function prepareDatabase(
  config: Config,
  log?: Logger,
): Promise<{ database: Database; migrations: string[] }> {
  const { databaseUrl, databaseDirectUrl } = config;
  const database = await openDatabase(config, log);
  try {
    if (databaseUrl === undefined) {
      return { database, migrations: await refuse('DATABASE_DATA_DIR', database.name, () => migrate(database.orm)) };
    }
    const [variable, url] = databaseDirectUrl
      ? ['DATABASE_DIRECT_URL', databaseDirectUrl]
      : ['DATABASE_URL', databaseUrl];
    const migrations = await refuse(variable, nameOf(url), () => migratePostgres(url));
    await refuse('DATABASE_URL', database.name, () => assertMigrated(database.orm));
    return { database, migrations };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function migratePostgres(url: string): Promise<string[]> {
  const orm = (await MikroORM.init(postgresOptions(url, 2, 0))) as unknown as Orm;
  try {
    return await migrateAlone(orm);
  } finally {
    await orm.close();
  }
}

/** Does the work, and says of its failure which database it was, which variable names it and what mends it. */
async function refuse<T>(variable: string, database: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { message, code = '' } = cause as Error & { code?: string };
    const why = message || code;
    if (/CERT|SIGNATURE/.test(code)) {
      throw new Error(
        `Cannot trust ${database}: ${why}. Give the host in ${variable} the name that the server's certificate has, renew a certificate that has expired, and name an authority that Node does not know by sslrootcert=/path/to/authority.pem.`,
        { cause },
      );
    }
    if (why === 'The server does not support SSL connections') {
      throw new Error(
        `Cannot use ${database}: ${why}. Turn TLS on there, or say sslmode=disable in ${variable} if nobody can listen on the way.`,
        { cause },
      );
    }
    if (code.startsWith('28')) {
      throw new Error(`Cannot log in to ${database}: ${why}. Check user and password in ${variable}.`, { cause });
    }
    if (code === '3D000') {
      throw new Error(`Cannot use ${database}: ${why}. Create that database, or name another in ${variable}.`, {
        cause,
      });
    }
    if (['undone', 'lost'].includes(failureOf(cause) ?? '')) {
      throw new Error(`Cannot reach ${database}: ${why}. Is it running, and are host and port right in ${variable}?`, {
        cause,
      });
    }
    throw new Error(`Cannot use ${database}, which ${variable} names: ${why}`, { cause });
  }
}
