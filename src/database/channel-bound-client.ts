import type { ClientConfig } from 'pg';
import { Client } from './client.ts';

const mend =
  'The server does not offer channel binding, which channel_binding=require asks for. Use TLS up to it (sslmode=verify-full) and a password that it keeps as scram-sha-256, or leave channel_binding out.';

type Events = {
  on(event: 'authenticationSASL', listener: (message: { mechanisms: string[] }) => void): void;
  on(event: string, listener: () => void): void;
  emit(event: 'error', error: Error): void;
  stream: { destroy(): void };
};

/**
 * What libpq does for `channel_binding=require`: a server is refused that does not prove, over this very TLS session,
 * that it knows the password (SCRAM-SHA-256-PLUS; RFC 5802, 6). pg itself uses channel binding if it is offered, and
 * otherwise answers whatever it is asked, with the password in clear too.
 */
export class ChannelBoundClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    // Listening before pg does, which only begins with connect.
    const { connection } = this as unknown as { connection: Events };
    const refuse = () => {
      connection.emit('error', new Error(mend));
      connection.stream.destroy();
    };
    let proven = false;
    connection.on('authenticationSASL', ({ mechanisms }) => {
      if (!mechanisms.includes('SCRAM-SHA-256-PLUS')) refuse();
    });
    connection.on('authenticationCleartextPassword', refuse);
    connection.on('authenticationMD5Password', refuse);
    connection.on('authenticationSASLFinal', () => {
      proven = true;
    });
    connection.on('authenticationOk', () => {
      if (!proven) refuse();
    });
  }
}
