import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Database } from './database/open.ts';

/** How many milliseconds a database may take to let go. */
const databaseDeadline = 1_000;

/**
 * Closes a server so that no request fails: first it goes on serving, while load balancers see that it is not ready and
 * clients are asked to leave, then it stops listening and waits for what is under way.
 *
 * @param stopping is aborted here
 * @param graceSeconds after which requests that are still under way are cut off
 * @param isAwaited whether there may be a load balancer that has to see it, to which half of the time is given
 */
export async function close(
  server: Server,
  database: Database,
  stopping: AbortController,
  graceSeconds: number,
  isAwaited: boolean,
): Promise<void> {
  stopping.abort();
  const half = (graceSeconds * 1000) / 2;
  if (isAwaited) await setTimeout(half);
  const closed = once(server, 'close');
  server.close();
  await Promise.race([closed, setTimeout(isAwaited ? half : 2 * half)]);
  server.closeAllConnections();
  await Promise.race([database.close(), setTimeout(databaseDeadline)]);
}
