import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// What the first project observes; the second makes the table of it.
const observedDir = mkdtempSync(join(tmpdir(), 'task-api-faults-'));
process.once('exit', () => rmSync(observedDir, { recursive: true, force: true }));

const common = {
  extends: true as const,
  test: { provide: { observed: observedDir, exercised: join(observedDir, 'exercised') } },
};

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is measured in one file would be disturbed by another.
    fileParallelism: false,
    projects: [
      {
        ...common,
        test: {
          ...common.test,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          exclude: ['test/faults/table.test.ts'],
          globalSetup: 'test/support/postgres.ts',
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...common,
        test: { ...common.test, name: 'table', include: ['test/faults/table.test.ts'], sequence: { groupOrder: 2 } },
      },
    ],
  },
});
