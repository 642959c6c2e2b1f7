import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

type Hold = 'before' | 'after';

/** Stands between a client and PostgreSQL, counts the statements that the client has executed, and holds one back. */
export async function startStatementProxy(to: { hostname: string; port: number }) {
  let statements = 0;
  let hold: { at: number; when: Hold; reached: () => void } | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(to.port, to.hostname);
    let pending = Buffer.alloc(0);
    let started = false;
    let held: Hold | undefined;

    /** Counts the messages in what the client has sent. */
    const read = (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      // PostgreSQL's protocol, 55.7: a type byte, but for the first message, then the length of the rest.
      for (;;) {
        const offset = started ? 1 : 0;
        if (pending.length < offset + 4) return;
        const end = offset + pending.readUInt32BE(offset);
        if (pending.length < end) return;
        const type = started ? String.fromCharCode(pending[0] as number) : '';
        if (type === 'Q' || type === 'E') {
          statements++;
          if (statements === hold?.at) held = hold.when;
        }
        started = true;
        pending = pending.subarray(end);
      }
    };
    client.on('data', (chunk: Buffer) => {
      read(chunk);
      if (held === 'before') hold?.reached();
      else upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (held === 'after') hold?.reached();
      else client.write(chunk);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** @returns how many statements were executed since the last call */
    count: () => {
      const counted = statements;
      statements = 0;
      return counted;
    },
    /**
     * From now on, holds back the statement of this number, or PostgreSQL's answer to it.
     *
     * @returns when it is held
     */
    hold: (at: number, when: Hold) => {
      statements = 0;
      return new Promise<void>((reached) => {
        hold = { at, when, reached };
      });
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
