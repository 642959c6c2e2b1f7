import { spawnSync } from 'node:child_process';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { startPgBouncer } from '../support/pgbouncer.ts';
import { withPrograms } from '../support/programs.ts';
import { observed } from './observed.ts';
import { expectSuitePasses } from './run-suite.ts';

const tenMinutes = 600_000;
const installed = 'pgbouncer';
const newer = process.env.TEST_PGBOUNCER || installed;

test('there is a PgBouncer that knows prepared statements', () => {
  const version = spawnSync(newer, ['--version'], { env: withPrograms, encoding: 'utf8' }).stdout ?? '';
  const [, minor] = /PgBouncer 1\.(\d+)/.exec(version) ?? [];
  const mend = `These tests need PgBouncer 1.21 or later, and ${newer} is ${version || 'not there'}. Install Debian 13's package pgbouncer, or set TEST_PGBOUNCER to what .ci/pgbouncer builds.`;
  expect(Number(minor), mend).toBeGreaterThanOrEqual(21);
});

async function start(program: string, preparedStatements?: number) {
  const pooler = await startPgBouncer(inject('postgres') as string, {
    program,
    ...(preparedStatements !== undefined && { preparedStatements }),
  });
  onTestFinished(pooler.stop);
  return pooler.url;
}

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** @returns how many transactions went through the pooler */
async function transactions(url: string): Promise<number> {
  // Its own database of this name knows the simple protocol alone, and so does a query without parameters.
  const { rows } = await (await connect(url.replace(/[^/]*$/, 'pgbouncer'))).query('show stats');
  return rows.reduce((sum, { total_xact_count }) => sum + Number(total_xact_count), 0);
}

describe.each([
  ['with prepared statements off', installed, undefined],
  ['with prepared statements on', newer, 200],
])('PgBouncer %s', (name, program, preparedStatements) => {
  test('serves the whole suite', { timeout: tenMinutes }, async () => {
    const url = await start(program, preparedStatements);
    await expectSuitePasses({
      TEST_DATABASE_URL: inject('postgres') as string,
      TEST_POOLER_URL: url,
    });
    expect(await transactions(url)).toBeGreaterThan(1000);
    observed(
      `PgBouncer ${name} stands in between, in transaction mode`,
      'what it sees without: the whole suite passes',
      'what it holds without',
    );
  });
});

/** @returns whether a named statement can be used again on another connection to PostgreSQL than it was prepared on */
async function keepsNamed(url: string): Promise<boolean> {
  const [client, other] = [await connect(url), await connect(url)];
  const named = { name: 'one', text: 'select $1::int', values: [1] };
  await client.query(named);
  // Takes the only connection that there is.
  await other.query('begin');
  return client.query(named).then(
    () => true,
    ({ code }) => {
      expect(code).toBe('26000');
      return false;
    },
  );
}

test('a named statement is known on every connection where prepared statements are on, and nowhere else', async () => {
  expect(await keepsNamed(await start(newer, 200))).toBe(true);
  expect(await keepsNamed(await start(newer, 0))).toBe(false);
  observed(
    'PgBouncer does not know prepared statements',
    'nothing: the server names no statement, and sets nothing that would have to last longer than a transaction',
    'what it holds without',
  );
});
