import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MikroORM } from '@mikro-orm/core';
import { onTestFinished } from 'vitest';
import { pgliteOptions, postgresOptions } from '../../mikro-orm.config.ts';
import type { Orm } from '../../src/database/open.ts';

const folders = ['../../src/database/migrations/', '../database/planted/'];

/** @returns an ORM of the database that knows the migrations of test/database/planted besides; it ends with the test */
export async function planted({ DATABASE_URL: url, DATABASE_DATA_DIR: folder }: Record<string, string>): Promise<Orm> {
  const path = mkdtempSync(join(tmpdir(), 'task-api-migrations-'));
  for (const from of folders.map((folder) => fileURLToPath(new URL(folder, import.meta.url)))) {
    for (const file of readdirSync(from)) symlinkSync(join(from, file), join(path, file));
  }
  const options = url ? postgresOptions(url, 2, 0) : pgliteOptions(folder as string);
  const orm = await MikroORM.init({ ...options, migrations: { ...options.migrations, path } } as never);
  onTestFinished(async () => {
    await orm.close();
    rmSync(path, { recursive: true });
  });
  return orm as Orm;
}
