import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { disagreements } from '../../scripts/disagreements.ts';
import type { Schema } from '../../src/contract/document.ts';
import { contract } from '../support/contract.ts';
import { startServer } from '../support/server.ts';

type Members = Record<string, Schema>;

async function compare(plant: (members: Members) => void, statement?: string): Promise<string[]> {
  const { database, close } = await startServer();
  onTestFinished(close);
  const planted = structuredClone(contract);
  const task = planted.definition.components?.schemas?.Task as Schema | undefined;
  plant(task?.properties as Members);
  if (statement) await sql.raw(statement).execute(database.fork().getKysely());
  return disagreements(database.fork(), 'task', planted, 'Task');
}

test('the table and the contract agree', async () => {
  expect(await compare(() => {})).toEqual([]);
});

test('every way in which they could disagree is found', async () => {
  const faults = await compare((members) => {
    Object.assign(members.title as Schema, { maxLength: 201 });
    Object.assign(members.description as Schema, { type: 'string' });
    Object.assign(members.completed as Schema, { type: ['boolean', 'null'] });
    Object.assign(members.version as Schema, { type: 'string' });
    members.colour = { type: 'string' };
    delete members.completed_at;
  }, 'alter table task alter updated_at type timestamptz(6)');
  expect(faults.sort()).toEqual([
    'colour: not in the table',
    'completed: nullable is false in the table, true in the contract',
    'completed_at: not in the contract',
    'description: nullable is true in the table, false in the contract',
    'title: length is 200 in the table, 201 in the contract',
    'updated_at: precision is 6 in the table, 3 in the contract',
    'version: type is integer in the table, character varying in the contract',
  ]);
});

test('the values of an enum are those of a check constraint', async () => {
  const urgency = (members: Members) => {
    members.urgency = { type: 'string', enum: ['low', 'high'], maxLength: 10 };
  };
  const column = (values: string) => `alter table task add urgency varchar(10) not null check (urgency in (${values}))`;
  expect(await compare(urgency, column("'low', 'high'"))).toEqual([]);
  expect(await compare(urgency, column("'low', 'urgent'"))).toEqual([
    'urgency: the set of values is low,urgent in the table, high,low in the contract',
  ]);
});

test('the values of an enum are those of the type, in its order', async () => {
  const reorder = (members: Members) => {
    Object.assign(members.priority as Schema, { enum: ['low', 'none', 'medium', 'high', 'urgent'] });
  };
  expect(await compare(reorder)).toEqual([
    'priority: the list of values is none,low,medium,high,urgent in the table, low,none,medium,high,urgent in the contract',
  ]);
});

test('a migration that is missing is found', async () => {
  const { database, close } = await startServer();
  onTestFinished(close);
  expect((await database.orm.schema.getUpdateSchemaSQL()).trim()).toBe('');
  await sql`alter table task alter title type varchar(100), drop column description`.execute(
    database.fork().getKysely(),
  );
  const missing = await database.orm.schema.getUpdateSchemaSQL();
  expect(missing).toContain('"description" varchar(10000)');
  expect(missing).toContain('"title" type varchar(200)');
});
