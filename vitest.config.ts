import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// What the two runs exercise of the contract; the last project reads it.
const exercisedDir = mkdtempSync(join(tmpdir(), 'task-api-exercised-'));
process.once('exit', () => rmSync(exercisedDir, { recursive: true }));

const include = ['test/**/*.test.ts'];
const coverage = 'test/contract-coverage.test.ts';
// What takes minutes runs apart: npm run test:plans, npm run test:faults.
const exclude = [coverage, 'test/plans/**', 'test/faults/**'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Group orders begin at 1: where one worker runs, Vitest would put order 0 last.
    projects: [
      {
        extends: true,
        test: {
          name: 'pglite',
          include,
          exclude: [...exclude, 'test/**/*.postgres.test.ts'],
          provide: { exercised: join(exercisedDir, 'pglite') },
          globalSetup: 'test/support/pglite.ts',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include,
          exclude: [...exclude, 'test/**/*.pglite.test.ts'],
          provide: { exercised: join(exercisedDir, 'postgres') },
          globalSetup: 'test/support/postgres.ts',
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'coverage',
          include: [coverage],
          provide: { exercised: exercisedDir },
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
