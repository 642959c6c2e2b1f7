import { MikroORM } from '@mikro-orm/core';
import { postgresOptions } from '../../mikro-orm.config.ts';
import type { Config } from '../config.ts';
import { isUnavailable } from './driver-errors.ts';
import { migrate, migrateAlone } from './migrate.ts';
import { type Database, type Orm, openDatabase } from './open.ts';

/**
 * Opens the database that the configuration names and brings its schema to where this code needs it, over
 * `DATABASE_DIRECT_URL` where there is one.
 *
 * @returns the database, and the names of the migrations that were run
 * @throws Error when it cannot be reached or used, with the mend
 */
export async function prepareDatabase(config: Config): Promise<{ database: Database; migrations: string[] }> {
  const database = await openDatabase(config);
  const url = config.databaseDirectUrl ?? config.databaseUrl;
  try {
    return { database, migrations: url ? await migratePostgres(url) : await migrate(database.orm) };
  } catch (error) {
    await database.close();
    throw refusal(database.name, error as Error & { code?: string });
  }
}

async function migratePostgres(url: string): Promise<string[]> {
  const orm = (await MikroORM.init(postgresOptions(url, 2))) as unknown as Orm;
  try {
    return await migrateAlone(orm);
  } finally {
    await orm.close();
  }
}

function refusal(name: string, error: Error & { code?: string }): Error {
  const why = error.message || error.code;
  if (isUnavailable(error)) {
    return new Error(`Cannot reach ${name}: ${why}. Is it running, and are host and port in DATABASE_URL right?`, {
      cause: error,
    });
  }
  if (/^28/.test(error.code ?? '')) {
    return new Error(`Cannot log in to ${name}: ${why}. Check user and password in DATABASE_URL.`, { cause: error });
  }
  if (error.code === '3D000') {
    return new Error(`Cannot use ${name}: ${why}. Create that database, or name another in DATABASE_URL.`, {
      cause: error,
    });
  }
  return new Error(`Cannot use ${name}: ${why}`, { cause: error });
}
