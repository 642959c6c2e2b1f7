import closeWithGrace from 'close-with-grace';
import dotenv from 'dotenv';
import { createApp } from './app.ts';
import { close } from './close.ts';
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
  const [contract, { database, migrations }] = await Promise.all([
    readContract(new URL('../openapi.yaml', import.meta.url)),
    prepareDatabase(config, log),
  ]);
  const stopping = new AbortController();
  const app = await createApp(contract, database, log, config, stopping.signal);

  const { server, url } = await listen(app, log, config.host, config.port);

  // In these no JavaScript can be run safely, says Node's documentation of signals.
  const skip = ['SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGILL'] as const;
  closeWithGrace({ delay: false, logger: log, skip: [...skip] }, async ({ signal, err }) => {
    if (err) log.fatal({ err }, 'stopping');
    else log.info({ signal }, 'stopping');
    // Ctrl-C is a person's; whatever runs servers sends SIGTERM.
    await close(server, database, stopping, config.shutdownGraceSeconds, signal === 'SIGTERM');
    log.info('stopped');
  });
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
