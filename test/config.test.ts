import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig, variableNames } from '../src/config.ts';

test('.env.example lists exactly the variables that the code reads', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  expect([...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name)).toEqual(variableNames);
});

test('an empty environment is a laptop', () => {
  expect(readConfig({})).toEqual({
    databaseUrl: undefined,
    databaseDirectUrl: undefined,
    databaseReplicaUrls: [],
    databasePoolMax: 10,
    databaseDataDir: '.data/tasks',
    host: '127.0.0.1',
    port: 3000,
    logLevel: 'info',
    shutdownGraceSeconds: 10,
    checkAnswers: false,
  });
});

test('an empty variable counts as unset', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', AUTH_MODE: '' })).toEqual(readConfig({}));
});

test.each([
  ['PORT', '65536'],
  ['PORT', '80a'],
  ['PORT', '-1'],
  ['DATABASE_POOL_MAX', '0'],
  ['SHUTDOWN_GRACE_SECONDS', '1.5'],
  ['LOG_LEVEL', 'verbose'],
  ['AUTH_MODE', 'jwt'],
  ['DATABASE_URL', 'localhost:5432'],
  ['DATABASE_URL', 'postgresql://ada@localhost'],
  ['DATABASE_URL', 'postgresql://ada:%zz@localhost/tasks'],
  ['DATABASE_DIRECT_URL', 'https://example.com'],
  ['DATABASE_REPLICA_URLS', 'postgresql://ada@localhost/tasks,localhost:5432'],
])('%s=%s is refused', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name);
});

test.each(['0.0.0.0', '::', '192.168.1.7', 'example.com', '127.example.com'])('HOST=%s needs AUTH_MODE', (host) => {
  expect(() => readConfig({ HOST: host })).toThrow('Set AUTH_MODE=none');
  expect(readConfig({ HOST: host, AUTH_MODE: 'none' }).host).toBe(host);
});

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('HOST=%s does not', (host) => {
  expect(readConfig({ HOST: host }).host).toBe(host);
});
