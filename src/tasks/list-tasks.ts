import type { Handler } from '../contract/types.ts';
import { makeCursor, readCursor } from './cursor.ts';
import type { Tables, TaskRow } from './entity.ts';
import { selectPage, selectPageAndTotal } from './page.ts';
import { presentTask } from './present-task.ts';
import { sortKeys } from './sort.ts';

export const listTasks: Handler<'listTasks'> = async ({ path: { user_id }, query }, em) => {
  const { limit, cursor, sort, include, ...filters } = query;
  const keys = sortKeys(sort);
  const scope = { user_id, sort, ...filters };
  const after = cursor === undefined ? undefined : readCursor(cursor, keys, scope);

  const db = em.getKysely<Tables>();
  // One more than the page holds tells whether there is a next one.
  const page = { user_id, filters, keys, after, limit: limit + 1 };
  let rows: TaskRow[];
  let total: number | undefined;
  if (include === undefined) rows = await selectPage(db, page).execute();
  else {
    const counted = await selectPageAndTotal(db, page).execute();
    total = counted[0]?.total;
    rows = counted.filter((row): row is TaskRow & { total: number } => row.id !== null);
  }

  const items = rows.slice(0, limit).map(presentTask);
  const last = rows.length > limit ? items.at(-1) : undefined;
  const place = last && keys.map(({ column }) => last[column]);
  return {
    status: 200,
    body: { items, next_cursor: place ? makeCursor(place, scope) : null, ...(total !== undefined && { total }) },
  };
};
