import { randomUUIDv7 } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { components } from '../../generated/openapi.ts';
import type { Handler } from '../contract/types.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { batchFailed, Problem } from '../problem.ts';
import { applyOperation } from './apply-operation.ts';
import type { Tables, TaskRow } from './entity.ts';
import { newTask } from './new-task.ts';
import { presentTask } from './present-task.ts';

type Operation = components['schemas']['BatchOperation'];

/**
 * Reads the tasks that the batch names in one statement, works out in memory what becomes of them, and writes that in
 * another: four round trips with those of the transaction, however many operations there are.
 */
export const batchTasks: Handler<'batchTasks'> = ({ path: { user_id }, body: { operations } }, em) =>
  inTransaction(em, async (transaction) => {
    const db = transaction.getKysely<Tables>();
    const tasks = await lockTasks(db, user_id, operations);
    // One for each operation, used by those that create. Sorted, so that tasks which are made in the same millisecond are
    // listed in the order of the batch.
    const newIds = operations.map(() => randomUUIDv7()).sort();
    const changed = new Map<string, TaskRow>();
    const results: components['schemas']['BatchResult']['results'] = [];
    const failed: [index: number, problem: Problem][] = [];
    for (const [index, operation] of operations.entries()) {
      const pointer = `/operations/${index}`;
      const id = operation.op === 'create' ? (newIds[index] as string) : operation.task_id.toLowerCase();
      const before = tasks.get(id);
      try {
        const after =
          operation.op === 'create'
            ? newTask(user_id, id, operation.task, `${pointer}/task`)
            : applyOperation(before, operation, pointer);
        tasks.set(id, after);
        if (after !== before) changed.set(id, after);
        results.push({ op: operation.op, task: presentTask(after) });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failed.push([index, error]);
      }
    }
    if (failed.length > 0) throw batchFailed(failed);
    if (changed.size > 0) await write(db, [...changed.values()]);
    return { status: 200, body: { results } };
  });

/** @returns the tasks by id, locked: in the order of ids, so that two batches at once do not wait for each other. */
async function lockTasks(db: Kysely<Tables>, user_id: string, operations: Operation[]) {
  const ids = operations.flatMap((operation) => (operation.op === 'create' ? [] : operation.task_id));
  if (ids.length === 0) return new Map<string, TaskRow>();
  const rows = await db
    .selectFrom('task')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function write(db: Kysely<Tables>, rows: TaskRow[]) {
  const columns = Object.keys(rows[0] as TaskRow) as (keyof TaskRow)[];
  await db
    .insertInto('task')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'id'])
        .doUpdateSet((eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute();
}
