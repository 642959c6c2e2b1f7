// Finds the statements of a migration that would lock a big table, or break the instances that still run the release before.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { stripVTControlCharacters } from 'node:util';
import type { Migration } from '@mikro-orm/migrations';

const squawk = createRequire(import.meta.url).resolve('squawk-cli/js/bin/squawk');

const passed = [
  // The columns have the lengths and the types of the contract.
  'prefer-text-field',
  'prefer-bigint-over-int',
  // What may take long without locking has no limit, and all else is refused for its lock.
  'require-statement-timeout',
];

/** Those before a statement, but for the one that allows it. */
const comments = /^(\s*--(?! Allowed: ).*\n)+/;

/** What locks a table, or each of its rows, and Squawk lets pass. */
const unseen: [statement: RegExp, advice: string][] = [
  [
    /^(update|delete from)\b(?!.*\bwhere\b)/is,
    'locks every row until the end of the migration. Change some at a time, in a migration that is not transactional.',
  ],
  [
    /^(lock|truncate|cluster|vacuum|refresh)\b|\bset (logged|unlogged|tablespace)\b/i,
    'locks the table. Do it by hand, in a maintenance window, or not at all.',
  ],
  [/^do\b/i, 'hides from this check what it executes. Say it in plain statements.'],
];

export type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration;

/** @returns what is wrong with the migration and what to do instead, in words; nothing if it may run beside requests */
export async function locksOf(name: string, MigrationClass: MigrationClass): Promise<string> {
  const statements: string[] = [];
  // What the migration executes by itself, it is told, has no rows.
  const execute = async (statement: string) => {
    statements.push(statement);
    return [];
  };
  const migration = new MigrationClass({ execute } as never, {} as never);
  await migration.up();
  statements.push(...migration.getQueries().map(String));
  const faults = statements.flatMap((statement) => {
    const [, advice] = unseen.find(([pattern]) => pattern.test(statement.replace(comments, '').trim())) ?? [];
    return advice ? [`${name}: this ${advice}\n${statement}`] : [];
  });

  const inTransaction = migration.isTransactional();
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [
      squawk,
      `--stdin-filepath=${name}`,
      '--pg-version=15.0',
      // Outside a transaction, a setting would be of a connection that may not be the statement's.
      `--exclude=${[...passed, ...(inTransaction ? [] : ['require-lock-timeout'])]}`,
      ...(inTransaction ? ['--assume-in-transaction'] : []),
    ],
    { input: statements.map((statement) => `${statement};\n`).join(''), encoding: 'utf8' },
  );
  if (error ?? stderr) throw new Error(`squawk failed on ${name}: ${error ?? stderr}`);
  if (status !== 0) faults.push(stripVTControlCharacters(stdout));
  return faults.join('\n');
}
