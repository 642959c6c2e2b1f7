import pg from 'pg';
import { failedWhile, failureOf } from './driver-errors.ts';

/** What pg's types leave out. */
interface Connection {
  connect: (port: number, host: string) => void;
  requestSsl: () => void;
  cancel: (processID: number, secretKey: number) => void;
  end: () => void;
  on: (event: string, listener: () => void) => void;
}

/** pg's client. A failure to connect is told apart, and a statement that is not answered in time is its last. */
export class Client extends pg.Client {
  /** @param callback that of pg's pool */
  override connect(callback?: (...args: never[]) => void): never {
    return super.connect((error: Error) => callback?.(failedWhile('connecting', error) as never)) as never;
  }

  override query(...args: unknown[]): never {
    const answered: Promise<unknown> | undefined = Reflect.apply(super.query, this, args);
    answered?.catch?.((error) => {
      if (failureOf(error) !== 'overdue') return;
      this.#cancel();
      // What is sent after it, a rollback too, would wait for the answer that did not come.
      this.end();
    });
    return answered as never;
  }

  /** Has the statement ended that is under way, else it might be done long after (PostgreSQL's protocol, 54.2.8). */
  #cancel() {
    const { host, port, ssl, processID, secretKey } = this as unknown as Record<string, never>;
    const connection = new pg.Connection({ ssl }) as unknown as Connection;
    const send = () => {
      connection.cancel(processID as never, secretKey as never);
      connection.end();
    };
    connection.on('connect', () => (ssl ? connection.requestSsl() : send()));
    connection.on('sslconnect', send);
    connection.on('error', () => {});
    connection.connect(port as never, host as never);
  }
}
