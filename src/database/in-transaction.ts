import type { SqlEntityManager } from '@mikro-orm/sql';
import { failedWhile } from './driver-errors.ts';

/**
 * @param work does all with the EntityManager that it is given
 * @returns what the work returns, once it is committed; within a transaction, the work is part of that one
 * @throws what the work throws, once all of it is undone
 */
export async function inTransaction<T>(em: SqlEntityManager, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  if (em.isInTransaction()) return work(em);
  let committing = false;
  try {
    return await em.transactional(async (transaction) => {
      const result = await work(transaction);
      committing = true;
      return result;
    });
  } catch (error) {
    throw committing ? error : failedWhile('uncommitted', error);
  }
}
