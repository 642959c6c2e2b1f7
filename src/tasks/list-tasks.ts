import type { Handler } from '../contract/types.ts';
import { makeCursor, readCursor } from './cursor.ts';
import type { Tables } from './entity.ts';
import { presentTask } from './present-task.ts';

export const listTasks: Handler<'listTasks'> = async ({ path: { user_id }, query }, em) => {
  const { limit, cursor, completed } = query;
  const scope = { user_id, completed };
  let select = em
    .getKysely<Tables>()
    .selectFrom('task')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('deleted_at', 'is', null);
  if (completed !== undefined) select = select.where('completed', '=', completed);
  if (cursor !== undefined) select = select.where('id', '<', readCursor(cursor, scope));

  // One more than the page holds tells whether there is a next one.
  const rows = await select
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { status: 200, body: { items: page.map(presentTask), next_cursor: last ? makeCursor(last.id, scope) : null } };
};
