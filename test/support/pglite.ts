import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../../src/config.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';

/** Makes an embedded database once, for the tests to copy: making one takes seconds. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'task-api-pglite-'));
  const { database } = await prepareDatabase(readConfig({ DATABASE_DATA_DIR: join(folder, 'template') }));
  await database.close();
  project.provide('pglite', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for embedded databases, with one named template; unset for PostgreSQL. */
    pglite?: string;
  }
}
