import { readFileSync } from 'node:fs';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';

/** Runs statements on a PostgreSQL of which only the URL is known, however long they take. */
export async function execute(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
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
