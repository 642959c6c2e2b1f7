import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';

/** Runs statements on a PostgreSQL of which only the URL is known. */
export async function execute(url: string, statements: string): Promise<void> {
  const database = await openDatabase(readConfig({ DATABASE_URL: url }));
  try {
    await sql.raw(statements).execute(database.fork().getKysely());
  } finally {
    await database.close();
  }
}

/** @returns the URL of another database of the same server */
export function databaseOf(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Partitions the tables of a database as an operator does. */
export const partition = (url: string): Promise<void> =>
  execute(url, readFileSync(new URL('../../scaling/partition.sql', import.meta.url), 'utf8'));

/** Makes the tables of a database that has none, and partitions them. */
export async function preparePartitioned(url: string): Promise<void> {
  const { database } = await prepareDatabase(readConfig({ DATABASE_URL: url }));
  await database.close();
  await partition(url);
}
