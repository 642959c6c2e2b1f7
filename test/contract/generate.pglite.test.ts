import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const check = (file: string) =>
  spawnSync(process.execPath, ['scripts/generate.ts', '--check', file], { encoding: 'utf8' });

test('generated types that are stale or missing are refused, fresh ones pass', () => {
  const folder = mkdtempSync(join(tmpdir(), 'task-api-generated-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'openapi.ts');
  const fresh = readFileSync('generated/openapi.ts', 'utf8');

  expect(check(file).status).toBe(1);
  writeFileSync(file, fresh.replace('title: ', 'titel: '));
  expect(check(file)).toMatchObject({ status: 1, stderr: expect.stringContaining('Run "npm run generate"') });
  writeFileSync(file, fresh);
  expect(check(file).status).toBe(0);
});
