/** Milliseconds for which a request is tried again while the database fails. */
const patience = 10_000;

/**
 * How long the database has been failing. Requests wait for it together: those that come when it has been gone for longer
 * than that are not kept waiting.
 */
export class Outage {
  #began = 0;
  #lastFailure: number | undefined;

  /** Whether it has not answered since it last failed. */
  get isOn(): boolean {
    return this.#lastFailure !== undefined;
  }

  /** The milliseconds for which it is worth trying. */
  get patience(): number {
    return this.isRecent ? Math.max(patience - (performance.now() - this.#began), 0) : patience;
  }

  noteFailure(): void {
    if (!this.isRecent) this.#began = performance.now();
    this.#lastFailure = performance.now();
  }

  noteSuccess(): void {
    this.#lastFailure = undefined;
  }

  /** Whether it failed lately, and has not answered since; a failure of long ago says nothing of now. */
  get isRecent(): boolean {
    return this.#lastFailure !== undefined && performance.now() - this.#lastFailure < patience;
  }
}
