import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { postgresOptions } from '../../mikro-orm.config.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';

// PostgreSQL's protocol, 55.7: SSLRequest is 8 bytes, the length and this code.
const sslRequest = 80_877_103;

/** @returns the code of the first packet that a client with this URL parameter sends */
async function firstPacket(parameters: string): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connected = once(server, 'connection').then(async ([socket]) => {
    const [packet] = await once(socket, 'data');
    socket.destroy();
    return packet.readUInt32BE(4);
  });
  const url = `postgresql://ada:secret@127.0.0.1:${port}/tasks${parameters}`;
  const database = await openDatabase(readConfig({ DATABASE_URL: url }));
  const failed = expect(
    database
      .fork()
      .getKysely()
      .selectFrom('task' as never)
      .execute(),
  ).rejects.toThrow();
  const code = await connected;
  await failed;
  await database.close();
  server.close();
  return code;
}

test.each(['?sslmode=require', '?sslmode=verify-full'])('%s asks for TLS before anything else', async (parameters) => {
  expect(await firstPacket(parameters)).toBe(sslRequest);
});

test('without sslmode no TLS is asked for', async () => {
  expect(await firstPacket('')).not.toBe(sslRequest);
});

test.each([
  ['?channel_binding=require', true],
  ['?channel_binding=disable', false],
  ['', false],
])('%s sets channel binding to %s', (parameters, enabled) => {
  const { driverOptions } = postgresOptions(`postgresql://ada@localhost/tasks${parameters}`, 1, 0);
  expect(driverOptions).toMatchObject({ enableChannelBinding: enabled });
});

test('a connection that nobody answers on any more is noticed', () => {
  const { driverOptions } = postgresOptions('postgresql://ada@localhost/tasks', 1, 0);
  expect(driverOptions).toMatchObject({ keepAlive: true });
});
