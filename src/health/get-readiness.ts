import type { Handler } from '../contract/types.ts';
import type { Database } from '../database/open.ts';

export const getReadiness =
  (database: Database): Handler<'getReadiness'> =>
  async () => {
    await database.assertReachable();
    return { status: 200, body: { status: 'ok' } };
  };
