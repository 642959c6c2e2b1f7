import { isIPv4 } from 'node:net';
import { levels } from 'pino';

export interface Config {
  databaseUrl: string | undefined;
  databaseDirectUrl: string | undefined;
  databaseReplicaUrls: string[];
  databasePoolMax: number;
  databaseDataDir: string;
  host: string;
  port: number;
  logLevel: string;
  shutdownGraceSeconds: number;
  checkAnswers: boolean;
}

type Environment = Record<string, string | undefined>;
type Variable<T> = (name: string, value: string | undefined) => T;

const text =
  <Default extends string | undefined>(byDefault: Default): Variable<string | Default> =>
  (_name, value) =>
    value ?? byDefault;

const wholeNumber =
  (min: number, max: number, byDefault: number): Variable<number> =>
  (name, value = String(byDefault)) => {
    if (!/^\d+$/.test(value) || Number(value) < min || Number(value) > max) {
      throw new Error(`${name} is "${value}". Give a whole number from ${min} to ${max}.`);
    }
    return Number(value);
  };

const oneOf =
  <Default extends string | undefined>(choices: string[], byDefault: Default): Variable<string | Default> =>
  (name, value) => {
    if (value !== undefined && !choices.includes(value)) {
      throw new Error(`${name} is "${value}". Give one of ${choices.join(', ')}.`);
    }
    return value ?? byDefault;
  };

function isPostgresUrl(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) return false;
  try {
    return [url.pathname, url.username, url.password].every((part) => decodeURIComponent(part) !== undefined);
  } catch {
    return false;
  }
}

// The value is not repeated in the message: it may hold a password.
const postgresUrl: Variable<string | undefined> = (name, value) => {
  if (value === undefined) return undefined;
  if (!isPostgresUrl(value)) {
    throw new Error(
      `${name} is not a PostgreSQL URL. Give one like postgresql://user:password@host:5432/database?sslmode=require, with special characters percent-encoded.`,
    );
  }
  return value;
};

const postgresUrls: Variable<string[]> = (name, value = '') =>
  value.split(',').flatMap((url) => postgresUrl(name, url.trim() || undefined) ?? []);

const variables = {
  DATABASE_URL: postgresUrl,
  DATABASE_DIRECT_URL: postgresUrl,
  DATABASE_REPLICA_URLS: postgresUrls,
  DATABASE_POOL_MAX: wholeNumber(1, 1000, 10),
  DATABASE_DATA_DIR: text('.data/tasks'),
  HOST: text('127.0.0.1'),
  PORT: wholeNumber(0, 65535, 3000),
  AUTH_MODE: oneOf(['none'], undefined),
  LOG_LEVEL: oneOf([...Object.values(levels.labels), 'silent'], 'info'),
  SHUTDOWN_GRACE_SECONDS: wholeNumber(0, 3600, 10),
  CHECK_ANSWERS: oneOf(['on', 'off'], 'off'),
} satisfies Record<string, Variable<unknown>>;

/** The names of the environment variables that the server reads. */
export const variableNames = Object.keys(variables);

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/**
 * Reads the configuration; an empty variable counts as unset.
 *
 * @param environment the variables, such as `process.env`
 * @returns the configuration, frozen
 * @throws Error one message that names every fault and its mend
 */
export function readConfig(environment: Environment): Readonly<Config> {
  const faults: string[] = [];
  const read = <Name extends keyof typeof variables>(name: Name) => {
    try {
      return variables[name](name, environment[name] || undefined) as ReturnType<(typeof variables)[Name]>;
    } catch (error) {
      faults.push((error as Error).message);
      return undefined as never;
    }
  };
  const authMode = read('AUTH_MODE');
  const config: Config = {
    databaseUrl: read('DATABASE_URL'),
    databaseDirectUrl: read('DATABASE_DIRECT_URL'),
    databaseReplicaUrls: read('DATABASE_REPLICA_URLS'),
    databasePoolMax: read('DATABASE_POOL_MAX'),
    databaseDataDir: read('DATABASE_DATA_DIR'),
    host: read('HOST'),
    port: read('PORT'),
    logLevel: read('LOG_LEVEL'),
    shutdownGraceSeconds: read('SHUTDOWN_GRACE_SECONDS'),
    checkAnswers: read('CHECK_ANSWERS') === 'on',
  };
  for (const name of ['DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URLS']) {
    if (environment[name] && !environment.DATABASE_URL) {
      faults.push(`${name} is set without DATABASE_URL. Set both, or neither for the embedded database.`);
    }
  }
  if (!isLoopback(config.host) && authMode === undefined && !faults.some((fault) => fault.startsWith('AUTH_MODE'))) {
    faults.push(
      `HOST is "${config.host}", which others can reach, and nothing says how they prove who they are. Set AUTH_MODE=none if something in front of this server does that, or leave HOST out.`,
    );
  }
  if (faults.length > 0) {
    throw new Error(['The environment cannot be used:', ...faults.map((fault) => `- ${fault}`)].join('\n'));
  }
  return Object.freeze(config);
}
