import { unavailable } from '../problem.ts';

/** Bounds how much is under way at once: what is begun is then done soon, and the rest is refused at once. */
export class Load {
  #underWay = 0;
  readonly #max: number;

  /** @param max how many pieces of work may be under way */
  constructor(max: number) {
    this.#max = max;
  }

  /** @throws Problem 503 when there is too much under way */
  assertRoom(): void {
    if (this.#underWay >= this.#max) {
      throw unavailable('The server has more requests than it can serve. Nothing was changed. Try again later.', 1);
    }
  }

  /** @throws Problem 503 when there is too much under way, else what the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.assertRoom();
    this.#underWay++;
    try {
      return await work();
    } finally {
      this.#underWay--;
    }
  }
}
