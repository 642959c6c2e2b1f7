import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Moment = 'before' | 'after';

export type StatementProxy = Awaited<ReturnType<typeof startStatementProxy>>;

/**
 * Stands between a client and PostgreSQL, counts the statements that the client has executed, and makes faults.
 *
 * @param onMessage is told the type of each message of the client, empty for the first, and its content
 */
export async function startStatementProxy(
  to: { hostname: string; port: number },
  onMessage: (type: string, content: Buffer) => void = () => {},
) {
  let statements = 0;
  let hold: { at: number; when: Moment; reached: () => void } | undefined;
  let frozen = false;
  let latency = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    // Whatever has been sent is forwarded in order, once the proxy is thawed.
    if (frozen) client.pause();
    const upstream = connect(to.port, to.hostname);
    let pending = Buffer.alloc(0);
    let started = false;
    let held: typeof hold;

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
        onMessage(type, pending.subarray(offset + 4, end));
        if (type === 'Q' || type === 'E') {
          statements++;
          if (statements === hold?.at) {
            held = hold;
            hold = undefined;
          }
        }
        started = true;
        pending = pending.subarray(end);
      }
    };
    client.on('data', (chunk: Buffer) => {
      read(chunk);
      if (held?.when === 'before') held.reached();
      else upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (held?.when === 'after') held.reached();
      else if (latency > 0) setTimeout(() => client.write(chunk), latency);
      else client.write(chunk);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
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
    hold: (at: number, when: Moment) => {
      statements = 0;
      return new Promise<void>((reached) => {
        hold = { at, when, reached };
      });
    },
    /** From now on, PostgreSQL's answers take as many milliseconds longer. */
    delay: (milliseconds: number) => {
      latency = milliseconds;
    },
    /** Ends all connections. */
    cut,
    /** Ends all connections, and refuses others until `accept` is called. */
    refuse: () => {
      server.close();
      cut();
    },
    accept: async () => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    /** Leaves connections open, and passes nothing on any more. */
    freeze: () => {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw: () => {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      server.close();
      cut();
    },
  };
}
