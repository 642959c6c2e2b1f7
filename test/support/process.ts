import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface ServerProcess {
  url: string;
  pid: number;
  /** What it has logged until it listened, as JSON lines. */
  log: string;
  /** @returns the exit code, null when the signal ended it */
  stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

type AtEnd = (end: () => void) => void;

interface Ended {
  code: number | null;
  stderr: string;
}

/**
 * Starts the server as a process of its own, on a free port, and waits until it listens.
 *
 * @param atEnd is given what ends it; by default it ends with the test
 */
export const startProcess = (environment: Record<string, string>, atEnd?: AtEnd): Promise<ServerProcess> =>
  launchProcess(environment, atEnd).started;

/** As startProcess, and gives the process at once. */
export function launchProcess(environment: Record<string, string>, atEnd?: AtEnd) {
  const child = run({ PORT: '0', SHUTDOWN_GRACE_SECONDS: '1', ...environment }, atEnd);
  const started = Promise.race([
    listening(child),
    ended(child).then(({ code, stderr }) => Promise.reject(new Error(`the server ended with ${code}: ${stderr}`))),
  ]).then(
    (listens): ServerProcess => ({
      ...listens,
      pid: child.pid as number,
      stop: async (signal) => {
        child.kill(signal);
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
        return child.exitCode;
      },
    }),
  );
  return { started, kill: () => child.kill('SIGKILL') };
}

/** Starts the server as a process that is expected to refuse to start. */
export function startRefused(environment: Record<string, string>): Promise<Ended> {
  return ended(run({ PORT: '0', ...environment }));
}

/** As startProcess, and waits for nothing. */
export function run(environment: Record<string, string>, atEnd: AtEnd = onTestFinished) {
  // The folder has no .env, and nothing of the environment of the tests reaches the server.
  const child = spawn(process.execPath, [main], { cwd: '/', env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  atEnd(() => void child.kill('SIGKILL'));
  return child;
}

async function listening(child: ReturnType<typeof run>): Promise<{ url: string; log: string }> {
  return new Promise((resolve) => {
    let log = '';
    child.stdout.on('data', (chunk) => {
      log += chunk;
      const url = /listening on (http:[^"\s]+)/.exec(log)?.[1];
      if (url) resolve({ url, log });
    });
  });
}

async function ended(child: ReturnType<typeof run>): Promise<Ended> {
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
}
