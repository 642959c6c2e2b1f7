import { symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startProcess, startRefused } from '../support/process.ts';
import { newDatabase } from '../support/server.ts';

test('an embedded database in use is refused, and free again when its process dies (VT-002)', async () => {
  const environment = await newDatabase();
  const first = await startProcess(environment);
  const link = `${environment.DATABASE_DATA_DIR}-link`;
  symlinkSync(environment.DATABASE_DATA_DIR as string, link);
  for (const spelling of [environment.DATABASE_DATA_DIR, `${environment.DATABASE_DATA_DIR}/`, link]) {
    const { code, stderr } = await startRefused({ DATABASE_DATA_DIR: spelling as string });
    expect(code).toBe(1);
    expect(stderr).toContain(`is in use by process ${first.pid}. Stop that one, or set DATABASE_DATA_DIR`);
  }
  await first.stop('SIGKILL');
  const second = await startProcess(environment);
  expect(await second.stop('SIGTERM')).toBe(0);
});

test('a folder that is a file is refused, with the mend (VT-002)', async () => {
  const { code, stderr } = await startRefused({ DATABASE_DATA_DIR: fileURLToPath(import.meta.url) });
  expect(code).toBe(1);
  expect(stderr).toContain('Set DATABASE_DATA_DIR to a folder that this user can write to.');
});

test('a port that is taken is refused, with the mend (VT-002)', async () => {
  const first = await startProcess(await newDatabase());
  const { port } = new URL(first.url);
  const { code, stderr } = await startRefused({ ...(await newDatabase()), PORT: port });
  expect(code).toBe(1);
  expect(stderr).toContain(`Cannot listen on 127.0.0.1:${port}`);
});
