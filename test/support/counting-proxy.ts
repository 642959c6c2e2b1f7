import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** Stands between a client and PostgreSQL, and counts the statements that the client has executed. */
export async function startCountingProxy(to: { hostname: string; port: number }) {
  let statements = 0;
  const server = createServer((client) => {
    const upstream = connect(to.port, to.hostname);
    let pending = Buffer.alloc(0);
    let started = false;
    client.on('data', (chunk: Buffer) => {
      upstream.write(chunk);
      pending = Buffer.concat([pending, chunk]);
      // PostgreSQL's protocol, 55.7: a type byte, but for the first message, then the length of the rest.
      for (;;) {
        const offset = started ? 1 : 0;
        if (pending.length < offset + 4) return;
        const end = offset + pending.readUInt32BE(offset);
        if (pending.length < end) return;
        const type = started ? String.fromCharCode(pending[0] as number) : '';
        if (type === 'Q' || type === 'E') statements++;
        started = true;
        pending = pending.subarray(end);
      }
    });
    upstream.pipe(client);
    for (const socket of [client, upstream]) {
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
    close: () => server.close(),
  };
}
