import type { SqlEntityManager } from '@mikro-orm/sql';

/**
 * @param work does all with the EntityManager that it is given
 * @returns what the work returns, once it is committed; within a transaction, the work is part of that one
 * @throws what the work throws, once all of it is undone
 */
export function inTransaction<T>(em: SqlEntityManager, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  return em.isInTransaction() ? work(em) : em.transactional(work);
}
