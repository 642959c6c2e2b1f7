import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'vitest';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

/** Runs the tests of `npm test` on PostgreSQL with these variables, and expects that all pass. */
export async function expectSuitePasses(environment: Record<string, string>): Promise<void> {
  const { PATH = '', HOME = '' } = process.env;
  const suite = spawn(process.execPath, [vitest, 'run', '--project', 'postgres'], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [suite.stdout, suite.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => suite.on('close', resolve));
  if (code !== 0) console.error(stripVTControlCharacters(output).slice(-20_000));
  expect(code).toBe(0);
}
