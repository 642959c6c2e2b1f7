import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.ts';
import { withPrograms } from './programs.ts';

export type Balancer = Awaited<ReturnType<typeof startBalancer>>;

/**
 * Starts HAProxy, which gives each request to the next of the servers that /readyz says are ready. One that is slow is
 * not taken for dead.
 */
export async function startBalancer(urls: string[]) {
  const [port, statsPort] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'task-api-haproxy-'));
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, configuration(urls, port, statsPort));
  const haproxy = spawn('haproxy', ['-db', '-f', file], {
    env: withPrograms,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  haproxy.stderr.setEncoding('utf8').on('data', (chunk) => {
    output += chunk;
  });
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      isOver = true;
      resolve();
    };
    haproxy.on('error', end).on('close', end);
  });
  const stop = async () => {
    haproxy.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  while (!isOver && !(await accepts(port))) await new Promise((resolve) => setTimeout(resolve, 20));
  if (isOver) {
    await stop();
    throw new Error(`haproxy did not start. Install Debian's package haproxy.\n${output}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    /** @returns how many requests each server was given */
    given: async () => {
      const [names = '', ...rows] = (await (await fetch(`http://127.0.0.1:${statsPort}/;csv`)).text()).split('\n');
      const total = names.split(',').indexOf('stot');
      return urls.map((_url, n) => Number(rows.find((row) => row.startsWith(`api,${n},`))?.split(',')[total]));
    },
    stop,
  };
}

const configuration = (urls: string[], port: number, statsPort: number) => `
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout check 60s
listen api
  bind 127.0.0.1:${port}
  balance roundrobin
  option redispatch 1
  option httpchk
  http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host balancer
  default-server check inter 200ms fall 1 rise 1
${urls.map((url, n) => `  server ${n} ${new URL(url).host}`).join('\n')}
listen stats
  bind 127.0.0.1:${statsPort}
  stats enable
  stats uri /
`;

/** @returns whether somebody listens on this port */
async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const accepted = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return accepted;
}
