import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Certificate } from './certificates.ts';

// PostgreSQL's protocol, 55.7: the length and the code of an SSLRequest.
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/**
 * Stands between a client and PostgreSQL, reads along, and has a certificate of its own: to the client it is the server.
 *
 * @param withTls whether the way from here to PostgreSQL has TLS too
 */
export async function startTlsProxy(port: number, { cert, key }: Certificate, withTls: boolean) {
  const sockets = new Set<Duplex>();
  let sent = '';
  const keep = <T extends Duplex>(socket: T): T => {
    sockets.add(socket.on('error', () => {}));
    return socket;
  };
  const server = createServer(async (socket) => {
    await once(keep(socket), 'data');
    socket.write('S');
    const client = keep(new TLSSocket(socket, { isServer: true, cert: readFileSync(cert), key: readFileSync(key) }));
    const upstream = keep(await toPostgres(port, withTls));
    client.on('data', (chunk) => {
      sent += chunk.toString('latin1');
    });
    client.pipe(upstream).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** @returns all that clients have sent, as they meant it */
    sent: () => sent,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function toPostgres(port: number, withTls: boolean): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  if (!withTls) return socket;
  socket.write(sslRequest);
  await once(socket, 'data');
  return connectTls({ socket, rejectUnauthorized: false });
}
