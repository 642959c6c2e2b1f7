// What the design costs: the service beside the least that a server for the same answers does. "npm run bench".
import { availableParallelism } from 'node:os';
import { startPostgres } from '../test/support/postgres.ts';
import { createDatabase } from './database.ts';
import { connections, measure, rounds, secondsOfRound } from './measure.ts';
import { header, presentRow, writeReadme } from './report.ts';
import { scenarios } from './scenarios.ts';
import { startServer } from './start-server.ts';

// Without it an interrupt would leave databases and processes behind; a second one still ends at once.
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => interrupted.abort(new Error(signal)));

await using ends = new AsyncDisposableStack();
const postgres = await startPostgres();
ends.defer(postgres.stop);
const database = await createDatabase(postgres.url);
ends.defer(database.drop);
const service = await startServer('src/main.ts', database.url);
ends.defer(service.stop);
const floor = await startServer('bench/floor.ts', database.url);
ends.defer(floor.stop);

const rows: string[] = [];
for (const scenario of scenarios(database.keys)) {
  console.error(`${scenario.name} ...`);
  const loads = await measure(scenario, service.url, floor.url, interrupted.signal);
  rows.push(presentRow(scenario, loads.service, loads.floor));
}
const report = [
  header,
  ...rows,
  '',
  `${availableParallelism()} CPUs for client, server and database, Node ${process.version}, PostgreSQL ${database.version}; 200,000 tasks of 1,000 users, ${connections} connections, medians of ${rounds} rounds of ${secondsOfRound} s.`,
].join('\n');
console.log(report);
if (process.argv.includes('--write')) console.error(writeReadme(report));
