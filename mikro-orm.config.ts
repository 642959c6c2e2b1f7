import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig as definePglite } from '@mikro-orm/pglite';
import { defineConfig as definePostgres } from '@mikro-orm/postgresql';
import dotenv from 'dotenv';
import { type Config, readConfig } from './src/config.ts';
import { ChannelBoundClient } from './src/database/channel-bound-client.ts';
import { Client } from './src/database/client.ts';
import { IdempotencyKey } from './src/idempotency/entity.ts';
import { Task } from './src/tasks/entity.ts';

const common = {
  entities: [Task, IdempotencyKey],
  extensions: [Migrator],
  // Nor asked for on the first transaction, which would be a statement more; a missing one is refused at the start.
  ensureDatabase: false,
  // A replica may lag, and a caller must read what it has written.
  preferReadReplicas: false,
  // The functions that indexes call are the migrations' alone.
  schemaGenerator: { ignoreRoutines: true },
  migrations: {
    path: fileURLToPath(new URL('src/database/migrations', import.meta.url)),
    glob: 'Migration*.ts',
    snapshot: false,
    // Each in a transaction of its own: locks are held for no longer, and one that builds an index concurrently can have none.
    allOrNothing: false,
    silent: true,
  },
};

/**
 * @param url PostgreSQL's; its `sslmode` and `channel_binding` are honoured
 * @param poolMax connections
 * @param deadline milliseconds within which a statement must be answered; 0 for none
 */
export function postgresOptions(url: string, poolMax: number, deadline: number) {
  const { pathname, searchParams } = new URL(url);
  const channelBinding = searchParams.get('channel_binding') ?? '';
  return definePostgres({
    ...common,
    dbName: decodeURIComponent(pathname.slice(1)),
    pool: { min: 0, max: poolMax, idleTimeoutMillis: 30_000 },
    driverOptions: {
      // As a connectionString pg reads the URL itself; as MikroORM's clientUrl it would lose sslmode.
      connectionString: url,
      enableChannelBinding: ['prefer', 'require'].includes(channelBinding),
      Client: channelBinding === 'require' ? ChannelBoundClient : Client,
      connectionTimeoutMillis: 5_000,
      query_timeout: deadline,
      keepAlive: true,
      // Else Linux asks after two hours, and idle connections are closed after 30 s.
      keepAliveInitialDelayMillis: 10_000,
    },
  });
}

/** @param dataDir the folder that PGlite keeps its files in, or `memory://` */
export function pgliteOptions(dataDir: string) {
  return definePglite({ ...common, dbName: dataDir });
}

/** @returns the options for migrations, which on Neon need the direct URL */
export const migrationOptions = (config: Config) => {
  const url = config.databaseDirectUrl ?? config.databaseUrl;
  return url ? postgresOptions(url, 2, 0) : pgliteOptions(config.databaseDataDir);
};

/** For MikroORM's CLI. */
export default () => {
  dotenv.config({ quiet: true });
  return migrationOptions(readConfig(process.env));
};
