import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unprivileged } from './unprivileged.ts';

export interface Certificate {
  /** The files, which PostgreSQL can read. */
  cert: string;
  key: string;
}

/** Makes certificates with openssl, in a folder of its own. */
export function newAuthority() {
  const folder = mkdtempSync(join(tmpdir(), 'task-api-certificates-'));
  chmodSync(folder, 0o755);
  let made = 0;
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const selfSigned = (name: string, host: string): Certificate => {
    const files = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${host}`];
    openssl('req', '-x509', ...newKey, '-keyout', files.key, '-out', files.cert, ...subject, '-days', '2');
    return own(files);
  };
  const authority = selfSigned('authority', 'authority');
  return {
    /** The authority's own certificate. */
    cert: authority.cert,
    selfSigned: (host: string) => selfSigned(`self-signed-${++made}`, host),
    /** @param days that it is valid from now on; in the negative, it has expired */
    sign: (host: string, days = 2): Certificate => {
      const name = `server-${++made}`;
      const files = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
      writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${host}`);
      openssl('req', ...newKey, '-keyout', files.key, '-out', 'request', '-subj', `/CN=${name}`);
      const by = ['-CA', authority.cert, '-CAkey', authority.key, '-extfile', 'names', '-days', String(days)];
      openssl('x509', '-req', '-in', 'request', ...by, '-out', files.cert);
      return own(files);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** PostgreSQL wants a key that nobody else can read. */
function own(certificate: Certificate): Certificate {
  chmodSync(certificate.key, 0o600);
  if (unprivileged) chownSync(certificate.key, unprivileged.uid, unprivileged.gid);
  return certificate;
}
