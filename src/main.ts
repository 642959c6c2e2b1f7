import { once } from 'node:events';
import dotenv from 'dotenv';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { readContract } from './contract/document.ts';
import { prepareDatabase } from './database/prepare.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { purge } from './purge.ts';

async function start() {
  dotenv.config({ quiet: true });
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const contract = await readContract(new URL('../openapi.yaml', import.meta.url));
  const { database, migrations } = await prepareDatabase(config);
  const app = await createApp(contract, database, log, config);

  const { server, url } = await listen(app, log, config.host, config.port);

  const stop = async (signal: string) => {
    log.info({ signal }, 'stopping');
    const deadline = setTimeout(() => server.closeAllConnections(), config.shutdownGraceSeconds * 1000);
    server.close();
    server.closeIdleConnections();
    await once(server, 'close');
    clearTimeout(deadline);
    await database.close();
    log.info('stopped');
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const startMs = Math.round(performance.now());
  // Requests are served already: no start waits for it or fails for it.
  await purge(database.fork()).catch((err) => log.warn({ err }, 'cannot purge'));

  log.info({ database: database.name, migrations, start_ms: startMs }, `listening on ${url}`);
  log.info(`try: curl -i ${url}/api/me/tasks -H 'Content-Type: application/json' -d '{"title": "Buy oat milk"}'`);
}

start().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
