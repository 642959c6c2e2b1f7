import { unavailable } from '../problem.ts';

/**
 * How many requests are refused in one turn of the event loop. Were all of them, the turns would grow long, and what is
 * served would wait for its turns with what is not.
 */
const refusalsPerTurn = 20;

/** Milliseconds after which the event loop is looked at, and by which it may be late then. */
const interval = 500;

/** Bounds how much is under way at once: what is begun is then done soon, and the rest is refused at once. */
export class Load {
  readonly #max: number;
  #isLate = false;
  #underWay = 0;
  readonly #toRefuse: (() => void)[] = [];

  /** @param max how many pieces of work may be under way; a fifth of it while the event loop is late */
  constructor(max: number) {
    this.#max = max;
    let lookedAt = performance.now();
    setInterval(() => {
      this.#isLate = performance.now() - lookedAt > 2 * interval;
      lookedAt = performance.now();
    }, interval).unref();
  }

  /** @throws Problem 503 when there is too much under way */
  async assertRoom(): Promise<void> {
    if (!this.#isFull) return;
    await new Promise<void>((refuse) => {
      if (this.#toRefuse.push(refuse) === 1) setImmediate(this.#refuseSome);
    });
    throw unavailable('The server has more requests than it can serve. Nothing was changed. Try again later.', 1);
  }

  /** @throws Problem 503 when there is too much under way, else what the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    // Not awaited otherwise, so that nothing else can begin in between.
    if (this.#isFull) await this.assertRoom();
    this.#underWay++;
    try {
      return await work();
    } finally {
      this.#underWay--;
    }
  }

  get #isFull(): boolean {
    return this.#underWay >= (this.#isLate ? this.#max / 5 : this.#max);
  }

  readonly #refuseSome = () => {
    for (const refuse of this.#toRefuse.splice(0, refusalsPerTurn)) refuse();
    if (this.#toRefuse.length > 0) setImmediate(this.#refuseSome);
  };
}
