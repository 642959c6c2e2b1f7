import { newDatabase } from './server.ts';
import { startStatementProxy } from './statement-proxy.ts';

/**
 * @returns a new database, and the environments of a server that has its connections to it go through a proxy, or not.
 * Whoever calls closes the proxy.
 */
export async function newDatabaseBehindProxy() {
  const direct = (await newDatabase()) as { DATABASE_URL: string };
  const url = new URL(direct.DATABASE_URL);
  const proxy = await startStatementProxy({ hostname: url.hostname, port: Number(url.port || 5432) });
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return { proxy, direct, environment: { DATABASE_URL: url.href } };
}
