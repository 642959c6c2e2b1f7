import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, inject } from 'vitest';

/** A row of the table of faults. */
export interface Observation {
  fault: string;
  /** What whoever called saw of it. */
  client: string;
  /** What was kept. */
  database: string;
}

/** Puts a row into the table, in the words that stand in docs/reliability.md; figures that differ from run to run stay out. */
export function observed(fault: string, client: string, database: string): void {
  const file = basename(expect.getState().testPath as string, '.test.ts');
  const row: Observation = { fault, client, database };
  appendFileSync(join(inject('observed'), `${file}.jsonl`), `${JSON.stringify(row)}\n`);
}

/** @returns what was observed, by the test file that did */
export function readObserved(folder: string): { file: string; rows: Observation[] }[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  return files.sort().map((file) => ({
    file: basename(file, '.jsonl'),
    rows: readFileSync(join(folder, file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  }));
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder that observations are kept in. */
    observed: string;
  }
}
