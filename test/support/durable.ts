import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { newDatabase } from './server.ts';

/** @returns the environment of a server whose empty database outlives it, until the test ends */
export async function newDurableDatabase(): Promise<Record<string, string>> {
  if (inject('postgres') !== undefined) return newDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'task-api-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { DATABASE_DATA_DIR: join(folder, 'tasks') };
}
