import { defineConfig } from 'vitest/config';

// Apart from `npm test`, for a million rows take a minute to make.
export default defineConfig({
  test: {
    name: 'plans',
    include: ['test/plans/**/*.test.ts'],
    globalSetup: 'test/support/postgres.ts',
    testTimeout: 60_000,
    hookTimeout: 600_000,
  },
});
