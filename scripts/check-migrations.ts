// Fails when a migration would lock a big table for longer than a moment.
import { readdirSync } from 'node:fs';
import { locksOf, type MigrationClass } from './migration-locks.ts';

const folder = new URL('../src/database/migrations/', import.meta.url);

/** Older than this check. The second rewrites the table: who comes from 0.1 updates in a maintenance window. */
const known = [
  'Migration20261122000000_task',
  'Migration20261123000000_whole_task',
  'Migration20261123010000_idempotency_key',
];

for (const file of readdirSync(folder)) {
  const name = file.replace('.ts', '');
  if (known.includes(name)) continue;
  const module: Record<string, MigrationClass> = await import(new URL(file, folder).href);
  const faults = await locksOf(name, module[name] as MigrationClass);
  if (faults === '') continue;
  console.error(`${faults}\nCONTRIBUTING.md says how to write a migration that runs beside requests.`);
  process.exitCode = 1;
}
