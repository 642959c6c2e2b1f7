import { Migration } from '@mikro-orm/migrations';
import { expect, test } from 'vitest';
import { locksOf } from '../../scripts/migration-locks.ts';
import { buildIndex } from '../../src/database/build-index.ts';

function migration(statements: string[], transactional = true) {
  return class extends Migration {
    override isTransactional = () => transactional;
    override up(): void {
      for (const statement of statements) this.addSql(statement);
    }
  };
}

const timeout = "set local lock_timeout = '5s'";

test.each([
  {
    what: 'a column whose default has to be computed for each row',
    statement: 'alter table task add colour uuid not null default gen_random_uuid()',
    advice: 'Add the column as nullable',
  },
  {
    what: 'an index',
    statement: 'create index task_colour on task (user_id, colour)',
    advice: 'Use `concurrently`',
  },
  {
    what: 'another type',
    statement: 'alter table task alter title type varchar(300)',
    advice: 'Changing a column type requires an `ACCESS EXCLUSIVE` lock',
  },
  {
    what: 'not null',
    statement: 'alter table task alter description set not null',
    advice: 'Make the field nullable and use a `CHECK` constraint instead',
  },
  {
    what: 'a constraint',
    statement: 'alter table task add constraint titled check (length(title) > 0)',
    advice: 'NOT VALID',
  },
  {
    what: 'an index that goes',
    statement: 'drop index task_title',
    advice: 'blocking other accesses until the index drop can complete',
  },
  {
    what: 'a column that the release before reads',
    statement: 'alter table task drop position',
    advice: 'Dropping a column may break existing clients',
  },
  {
    what: 'every row',
    statement: "update task set colour = 'red'",
    advice: 'Change some at a time',
  },
  {
    what: 'every row, with a comment',
    statement: "-- All of them.\nupdate task set colour = 'red'",
    advice: 'Change some at a time',
  },
  { what: 'a lock', statement: 'lock table task', advice: 'in a maintenance window' },
  { what: 'another place', statement: 'alter table task set tablespace other', advice: 'in a maintenance window' },
  { what: 'a block', statement: 'do $$ begin drop table task; end $$', advice: 'hides from this check' },
])('refused: $what', async ({ statement, advice }) => {
  const faults = await locksOf('Migration_planted', migration([timeout, statement]));
  expect(faults).toContain(statement);
  expect(faults).toContain(advice);
});

test('refused: waiting for a lock without a limit, while all others wait behind', async () => {
  const column = 'alter table task add colour varchar(20) null';
  expect(await locksOf('Migration_planted', migration([column]))).toContain('Configure a `lock_timeout`');
});

test('refused: an index built concurrently in a transaction', async () => {
  const index = 'create index concurrently if not exists task_colour on task (user_id, colour)';
  expect(await locksOf('Migration_planted', migration([timeout, index]))).toContain(
    'Build the index outside any transactions',
  );
});

test('refused: what a migration executes by itself', async () => {
  class Planted extends Migration {
    override async up() {
      await this.execute('alter table task alter title type varchar(300)');
    }
  }
  expect(await locksOf('Migration_planted', Planted)).toContain('Changing a column type');
});

test('passes: a column that is null or has a constant default', async () => {
  const column = "alter table task add colour varchar(20) null, add shade varchar(5) not null default 'none'";
  expect(await locksOf('Migration_planted', migration([timeout, column]))).toBe('');
});

test('passes: not null, once a constraint says it, in three migrations', async () => {
  const steps = [
    'alter table task add constraint coloured check (colour is not null) not valid',
    'alter table task validate constraint coloured',
    `-- No row is looked at, for the constraint says it.
    -- squawk-ignore adding-not-nullable-field
    alter table task alter colour set not null, drop constraint coloured`,
  ];
  for (const step of steps) expect(await locksOf('Migration_planted', migration([timeout, step]))).toBe('');
});

test('passes: an index built concurrently', async () => {
  class Planted extends Migration {
    override isTransactional = () => false;
    override up = () => buildIndex(this, 'task', 'task_colour', '(user_id, colour)');
  }
  expect(await locksOf('Migration_planted', Planted)).toBe('');
});

test('passes: what the migration says is allowed, with the reason', async () => {
  const named = '-- Nothing reads it since 0.9.\n-- squawk-ignore ban-drop-column\nalter table task drop position';
  const allowed = '-- Allowed: the table is new and has three rows.\nupdate colour set shade = 1';
  expect(await locksOf('Migration_planted', migration([timeout, named, allowed]))).toBe('');
});
