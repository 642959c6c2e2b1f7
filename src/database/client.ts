import pg from 'pg';
import { failedWhile, failureOf } from './driver-errors.ts';

/** pg's client. A failure to connect is told apart, and a statement that is not answered in time is its last. */
export class Client extends pg.Client {
  /** @param callback that of pg's pool */
  override connect(callback?: (...args: never[]) => void): never {
    return super.connect((error: Error) => callback?.(failedWhile('connecting', error) as never)) as never;
  }

  override query(...args: unknown[]): never {
    const answered: Promise<unknown> | undefined = Reflect.apply(super.query, this, args);
    answered?.catch?.((error) => {
      // What is sent after it, a rollback too, would wait for the answer that did not come.
      if (failureOf(error) === 'overdue') this.end();
    });
    return answered as never;
  }
}
