import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { readConfig } from '../src/config.ts';
import { prepareDatabase } from '../src/database/prepare.ts';

export interface Key {
  user_id: string;
  id: string;
}

// Ids in the form of UUIDv7, made here because PostgreSQL has uuidv7() only from 18 on.
const fill = `
  insert into task (user_id, id, title, description, completed, completed_at, priority, due_at, tags, position, version,
    created_at, updated_at)
  select
    'user-' || n % 1000,
    (lpad(to_hex(ms), 12, '0') || '7' || left(md5(n::text), 3) || '8' || right(md5(n::text), 15))::uuid,
    'Buy oat milk, carton ' || n,
    case when n % 2 = 0 then 'The one in the blue carton, from the shop on the corner' end,
    n % 4 = 0,
    case when n % 4 = 0 then to_timestamp(ms / 1000.0) end,
    'none',
    case when n % 3 = 0 then to_timestamp(ms / 1000.0) end,
    case when n % 5 = 0 then array['shopping'] else '{}' end,
    ms,
    1,
    to_timestamp(ms / 1000.0),
    to_timestamp(ms / 1000.0)
  from (select n, 1770000000000 + n as ms from generate_series(1, 200000) n) numbered`;

/**
 * Makes a database of its own on a PostgreSQL and fills it with 200,000 tasks of 1,000 users.
 *
 * @param admin URL of any database of the PostgreSQL, as a user who may create one
 */
export async function createDatabase(admin: string) {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await query(admin, `create database ${name}`);
  const drop = async () => {
    await query(admin, `drop database ${name} with (force)`);
  };
  try {
    const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
    const { database } = await prepareDatabase(readConfig({ DATABASE_URL: url }));
    await database.close();
    await query(url, fill);
    await query(url, 'vacuum analyze task');
    const [server] = await query<{ version: string }>(
      url,
      `select split_part(current_setting('server_version'), ' ', 1) || ' with fsync=' || current_setting('fsync') as version`,
    );
    const keys = await query<Key>(url, 'select user_id, id from task order by md5(id::text) limit 200');
    return { url, drop, version: server?.version, keys };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function query<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
