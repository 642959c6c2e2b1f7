import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { purge } from '../../src/purge.ts';
import { contract } from '../support/contract.ts';
import { sampleOf } from '../support/sample.ts';
import { newDatabase, startServer } from '../support/server.ts';
import { startStatementProxy } from '../support/statement-proxy.ts';

const endOf = (content: Buffer, start = 0) => content.indexOf(0, start);
const textOf = (content: Buffer, start = 0) => content.toString('utf8', start, endOf(content, start));

/** Statements whose effect is the connection's, which a pooler in transaction mode gives to others. */
const ofTheSession =
  /^\s*(set|reset|listen|prepare|declare|load|discard)\b|advisory_(?!xact)|\btemp(orary)?\b|set_config/i;

test('nothing is sent that a pooler in transaction mode does not pass on, or gives to others', async () => {
  const environment = await newDatabase();
  const { DATABASE_DIRECT_URL = environment.DATABASE_URL as string } = environment;
  const url = new URL(environment.DATABASE_URL as string);
  const parameters = new Set<string>();
  const names = new Set<string>();
  const statements = new Set<string>();
  const proxy = await startStatementProxy(
    { hostname: url.hostname, port: Number(url.port || 5432) },
    (type, content) => {
      if (type === '') {
        // The protocol's version, then names and values.
        const words = content.toString('utf8', 4).split('\0');
        for (let n = 0; words[n]; n += 2) parameters.add(words[n] as string);
      }
      if (type === 'Q') statements.add(textOf(content));
      if (type === 'P') {
        names.add(textOf(content));
        statements.add(textOf(content, endOf(content) + 1));
      }
    },
  );
  onTestFinished(proxy.close);
  Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) });
  const server = await startServer({ DATABASE_URL: url.href, DATABASE_DIRECT_URL });
  onTestFinished(server.close);

  for (const operation of contract.operations) {
    const withKey = operation.parameters.some(({ name }) => name === 'Idempotency-Key');
    for (const headers of [{}, ...(withKey ? [{ 'idempotency-key': randomUUID() }] : [])]) {
      const { path, options } = await sampleOf(server.client, operation);
      const { status } = await server.client.send(operation.method.toUpperCase(), path, {
        ...options,
        headers: { ...options.headers, ...headers },
      });
      expect(status).toBeLessThan(300);
    }
  }
  await purge(server.database.fork());

  // PgBouncer keeps these for each client; of others it refuses the connection.
  const known = ['user', 'database', 'client_encoding', 'application_name'];
  expect([...parameters].filter((name) => !known.includes(name))).toEqual([]);
  expect([...names]).toEqual(['']);
  expect(statements.size).toBeGreaterThan(10);
  expect([...statements].filter((statement) => ofTheSession.test(statement))).toEqual([]);
});
