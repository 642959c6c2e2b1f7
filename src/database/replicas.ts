import { MikroORM } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { postgresOptions } from '../../mikro-orm.config.ts';
import { Problem } from '../problem.ts';
import { Outage } from './outage.ts';

/** Milliseconds: the primary has to be asked after it. */
const statementDeadline = 5_000;

type Work<T> = (em: SqlEntityManager) => Promise<T>;

/** Read replicas, which lag behind the primary and may be gone at any time. */
export class Replicas {
  readonly #replicas: { orm: MikroORM; outage: Outage }[];
  #turn = 0;

  constructor(orms: MikroORM[]) {
    this.#replicas = orms.map((orm) => ({ orm, outage: new Outage() }));
  }

  /** @param poolMax connections to each */
  static async open(urls: string[], poolMax: number): Promise<Replicas> {
    const orms = await Promise.all(urls.map((url) => MikroORM.init(postgresOptions(url, poolMax, statementDeadline))));
    return new Replicas(orms as unknown as MikroORM[]);
  }

  /**
   * @param onPrimary does the work where it can be done in any case
   * @returns what the work returns on the replica whose turn it is, or else on the primary
   * @throws what the work throws
   */
  async perform<T>(work: Work<T>, onPrimary: () => Promise<T>): Promise<T> {
    const ready = this.#replicas.filter(({ outage }) => !outage.isRecent);
    const replica = ready[this.#turn++ % ready.length];
    if (replica === undefined) return onPrimary();
    try {
      return await work(replica.orm.em.fork() as SqlEntityManager);
    } catch (error) {
      if (error instanceof Problem) throw error;
      replica.outage.noteFailure();
      return onPrimary();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#replicas.map(({ orm }) => orm.close()));
  }
}
