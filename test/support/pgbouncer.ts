import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './ports.ts';
import { withPrograms } from './programs.ts';
import { unprivileged } from './unprivileged.ts';

export interface PgBouncerOptions {
  /** The program, or the path of one; every user must be able to enter its folder. */
  program: string;
  /** `max_prepared_statements`, which PgBouncer knows from 1.21 on: 0 turns them off. */
  preparedStatements?: number;
}

/**
 * Starts PgBouncer in front of a PostgreSQL as Neon runs it: in transaction mode, and refusing startup parameters that
 * it does not know.
 */
export async function startPgBouncer(postgres: string, { program, preparedStatements }: PgBouncerOptions) {
  const { hostname, port: postgresPort, username, password } = new URL(postgres);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'task-api-pgbouncer-'));
  const file = join(folder, 'pgbouncer.ini');
  const login = `user='${decodeURIComponent(username)}'${password && ` password='${decodeURIComponent(password)}'`}`;
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'any',
    pool_mode: 'transaction',
    ignore_startup_parameters: '',
    max_client_conn: 500,
    default_pool_size: 20,
    // Every test file has a database of its own: the connections of those that are done must go.
    server_idle_timeout: 5,
    // Else it refuses for 15 s after PostgreSQL has refused it.
    server_login_retry: 1,
    ...(preparedStatements !== undefined && { max_prepared_statements: preparedStatements }),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const databases = `* = host=${hostname} port=${postgresPort || 5432} ${login}`;
  writeFileSync(file, ['[databases]', databases, '[pgbouncer]', ...lines, ''].join('\n'));
  chmodSync(folder, 0o755);

  const pooler = spawn(program, [file], {
    ...unprivileged,
    env: withPrograms,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  pooler.on('error', () => {});
  const stop = async () => {
    pooler.kill('SIGKILL');
    if (pooler.pid && pooler.exitCode === null && pooler.signalCode === null) await once(pooler, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  const output: string[] = [];
  for await (const line of createInterface(pooler.stderr)) {
    output.push(line);
    if (line.includes('process up')) {
      pooler.stderr.resume();
      const url = new URL(postgres);
      Object.assign(url, { hostname: '127.0.0.1', port: String(port), search: '' });
      return { url: url.href, stop };
    }
  }
  await stop();
  throw new Error(`${program} did not start. Install Debian's package pgbouncer.\n${output.join('\n')}`);
}
