import type { Handler } from '../contract/types.ts';
import type { Database } from '../database/open.ts';
import { unavailable } from '../problem.ts';

export const getReadiness =
  (database: Database, stopping: AbortSignal): Handler<'getReadiness'> =>
  async () => {
    if (stopping.aborted) throw unavailable('The server is stopping. Send requests to another.', 1);
    await database.assertReachable();
    return { status: 200, body: { status: 'ok' } };
  };
