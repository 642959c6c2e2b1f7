import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { Contract, Schema } from '../src/contract/document.ts';

interface Column {
  name: string;
  type: string;
  length: number | null;
  precision: number | null;
  nullable: boolean;
  /** The check constraints that name the column, as PostgreSQL prints them. */
  checks: string;
  /** The values of the column's type, where it is an enum. */
  labels: string[] | null;
}

/**
 * @returns how the columns of a table depart from the members of a schema of the contract, in words: missing ones,
 * types, lengths, nullability, enumerated values
 */
export async function disagreements(em: SqlEntityManager, table: string, { definition }: Contract, name: string) {
  const schema = definition.components?.schemas?.[name] as Schema;
  const members = new Map(Object.entries(schema.properties ?? {}) as [string, Schema][]);
  const columns = new Map((await columnsOf(em, table)).map((column) => [column.name, column]));
  return [
    ...[...columns.keys()].filter((column) => !members.has(column)).map((column) => `${column}: not in the contract`),
    ...[...members].flatMap(([member, memberSchema]) => {
      const column = columns.get(member);
      const faults = column ? compare(column, memberSchema) : ['not in the table'];
      return faults.map((fault) => `${member}: ${fault}`);
    }),
  ];
}

async function columnsOf(em: SqlEntityManager, table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select column_name as name, data_type as type, character_maximum_length as length,
      datetime_precision as precision, is_nullable = 'YES' as nullable,
      coalesce((
        select string_agg(pg_get_constraintdef(oid), ' ') from pg_constraint
        where conrelid = table_name::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ ('\\m' || column_name || '\\M')
      ), '') as checks,
      (
        select array_agg(enumlabel::text order by enumsortorder) from pg_enum where enumtypid = (
          select atttypid from pg_attribute where attrelid = table_name::regclass and attname = column_name
        )
      ) as labels
    from information_schema.columns where table_schema = current_schema() and table_name = ${table}`.execute(
    em.getKysely(),
  );
  return rows;
}

function compare(column: Column, schema: Schema): string[] {
  const types = [schema.type].flat() as string[];
  const faults: string[] = [];
  const expect = (what: string, inTable: unknown, inContract: unknown) => {
    if (inTable !== inContract) faults.push(`${what} is ${inTable} in the table, ${inContract} in the contract`);
  };
  expect('nullable', column.nullable, types.includes('null'));
  const type = column.labels ? 'character varying' : column.type;
  expect('type', type, typeOf(types.find((one) => one !== 'null') ?? '', schema));
  expect('length', column.length, column.type === 'character varying' ? (schema.maxLength ?? null) : null);
  // The contract's instants have exactly three decimals.
  if (schema.format === 'date-time') expect('precision', column.precision, 3);
  const values = schema.enum?.filter((value) => value !== null).map(String) ?? [];
  if (column.labels) {
    // In order: the table is sorted by it.
    expect('the list of values', column.labels.join(), values.join());
  } else {
    const checked = values.length > 0 ? [...column.checks.matchAll(/'([^']*)'::/g)].map(([, value]) => value) : [];
    expect('the set of values', checked.sort().join(), [...values].sort().join());
  }
  return faults;
}

function typeOf(type: string, { format }: Schema): string {
  if (type === 'integer') return 'integer';
  if (type === 'number') return 'double precision';
  if (type === 'boolean') return 'boolean';
  if (type === 'array') return 'ARRAY';
  const ofFormat: Record<string, string> = { uuid: 'uuid', date: 'date', 'date-time': 'timestamp with time zone' };
  return ofFormat[format ?? ''] ?? 'character varying';
}
