// The least that a server for the same answers does: no contract, no validation, no ids of requests, no log.
import { randomUUIDv7 } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import pg from 'pg';

interface NewTask {
  title: string;
  description?: string;
}

const columns = `id, user_id, title, description, completed, completed_at, priority, due_date, due_time, time_zone, due_at,
  tags, position, version, created_at, updated_at, deleted_at`;
const readOne = `select ${columns} from task where user_id = $1 and id = $2 and deleted_at is null`;
const list = `select ${columns} from task where user_id = $1 and deleted_at is null order by id desc limit 20`;
const create = `
  insert into task (user_id, id, title, description, completed, priority, tags, position, version, created_at, updated_at)
  values ($1, $2, $3, $4, false, 'none', '{}', $6, 1, $5, $5) returning ${columns}`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

// A fault ends the process, and so the benchmark.
createServer(async (request, response) => {
  const [, , user, , id] = (request.url as string).split('/');
  let status = 200;
  let body: unknown;
  if (request.method === 'POST') {
    const { title, description } = (await json(request)) as NewTask;
    status = 201;
    const now = new Date();
    const values = [user, randomUUIDv7(), title, description, now, now.getTime()];
    body = (await pool.query(create, values)).rows[0];
  } else if (id === undefined) {
    body = { items: (await pool.query(list, [user])).rows };
  } else {
    body = (await pool.query(readOne, [user, id])).rows[0];
  }
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}).listen(Number(process.env.PORT), '127.0.0.1');
