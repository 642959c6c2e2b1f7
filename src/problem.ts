import type * as api from '../generated/openapi.ts';

export type ProblemType = api.components['schemas']['ProblemType'];
export type Violation = api.components['schemas']['Violation'];
export type Failure = api.components['schemas']['BatchFailures'][number];

interface ProblemOptions {
  headers?: Record<string, string>;
  violations?: Violation[] | undefined;
  failures?: Failure[];
  outcome?: 'unknown';
  cause?: unknown;
}

/**
 * An answer of 400 and above, thrown where the fault is found and answered once, outermost (RFC 9457).
 * `message` goes to the client as `detail`; `cause` goes to the log alone.
 */
export class Problem extends Error {
  readonly status: number;
  readonly type: ProblemType;
  readonly code: string;
  readonly headers: Record<string, string>;
  readonly violations: Violation[] | undefined;
  readonly failures: Failure[] | undefined;
  readonly outcome: 'unknown' | undefined;

  constructor(status: number, type: ProblemType, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = 'Problem';
    this.status = status;
    this.type = type;
    this.code = type.slice(type.lastIndexOf(':') + 1);
    this.headers = options.headers ?? {};
    this.violations = options.violations;
    this.failures = options.failures;
    this.outcome = options.outcome;
  }

  /**
   * @param instance the id of the request
   * @returns the members of the answer's body
   */
  toBody(instance: string): api.components['schemas']['Problem'] | api.components['schemas']['ValidationProblem'] {
    const words = this.code.replaceAll('_', ' ');
    return {
      type: this.type,
      title: words.charAt(0).toUpperCase() + words.slice(1),
      status: this.status,
      detail: this.message,
      instance,
      ...(this.violations && { violations: this.violations }),
      ...(this.failures && { failures: this.failures }),
      ...(this.outcome && { outcome: this.outcome }),
    } as api.components['schemas']['Problem'];
  }
}

export const malformedRequest = (detail: string, cause?: unknown) =>
  new Problem(400, 'urn:problem-type:task-api:malformed_request', detail, { cause });

export const routeNotFound = () =>
  new Problem(
    404,
    'urn:problem-type:task-api:not_found',
    'This server has no such path. GET /openapi.yaml lists those that it has.',
  );

export const taskNotFound = (id: string) =>
  new Problem(404, 'urn:problem-type:task-api:not_found', `This user has no task ${id}.`);

export const methodNotAllowed = (allow: string) =>
  new Problem(405, 'urn:problem-type:task-api:method_not_allowed', `This path answers ${allow}.`, {
    headers: { Allow: allow },
  });

export const notAcceptable = (mediaTypes: string[]) =>
  new Problem(
    406,
    'urn:problem-type:task-api:not_acceptable',
    `This operation answers ${mediaTypes.join(' or ')}. Name it in Accept, or leave Accept out.`,
  );

export const notInTrash = (id: string) =>
  new Problem(
    409,
    'urn:problem-type:task-api:conflict',
    `The task ${id} is not in the trash, so there is nothing to restore.`,
  );

export const keyInUse = () =>
  new Problem(
    409,
    'urn:problem-type:task-api:conflict',
    'A request with this Idempotency-Key is being worked on. Repeat it in a moment to have its answer.',
  );

export const preconditionFailed = (version: number) =>
  new Problem(
    412,
    'urn:problem-type:task-api:precondition_failed',
    `The task has version ${version} by now. Read it again and decide anew.`,
  );

/** @param failed for each operation that failed its index and why; the answer has the status of the first */
export function batchFailed(failed: [index: number, problem: Problem][]): Problem {
  const [, { status, type }] = failed[0] as [number, Problem];
  const operations = failed.length === 1 ? 'One operation' : `${failed.length} operations`;
  const violations = failed.flatMap(([, problem]) => problem.violations ?? []);
  return new Problem(status, type, `${operations} of the batch failed, so nothing was done. See failures.`, {
    violations: status === 422 ? violations : undefined,
    failures: failed.map(([index, problem]) => ({
      index,
      type: problem.type,
      status: problem.status,
      detail: problem.message,
    })),
  });
}

export const payloadTooLarge = (limit: number) =>
  new Problem(413, 'urn:problem-type:task-api:payload_too_large', `The body is larger than ${limit} bytes. Send less.`);

export const unsupportedMediaType = (mediaTypes: string[]) =>
  new Problem(
    415,
    'urn:problem-type:task-api:unsupported_media_type',
    `This operation reads ${mediaTypes.join(' or ')} in UTF-8, plain or compressed with gzip, deflate or br. Say so in Content-Type and Content-Encoding.`,
    { headers: { Accept: mediaTypes.join(', ') } },
  );

export const validationFailed = (violations: Violation[]) =>
  new Problem(
    422,
    'urn:problem-type:task-api:validation_failed',
    `The request breaks the contract in ${violations.length === 1 ? 'one place' : `${violations.length} places`}. See violations.`,
    { violations },
  );

export const keyReused = () =>
  new Problem(
    422,
    'urn:problem-type:task-api:idempotency_key_reused',
    'This Idempotency-Key was given with another request in the last 24 hours. Make a new one for each request.',
    {
      violations: [
        { in: 'header', name: 'Idempotency-Key', code: 'reused', message: 'was given with another request' },
      ],
    },
  );

export const internalError = (cause: unknown) =>
  new Problem(
    500,
    'urn:problem-type:task-api:internal_error',
    'The server failed. Report the instance of this problem to its operator.',
    { cause },
  );

const retryAfter = (seconds: number) => ({ 'Retry-After': String(seconds) });

/** Of a write after which the connection was lost, or which was not answered in time. */
export const outcomeUnknown = (cause: unknown) =>
  new Problem(
    503,
    'urn:problem-type:task-api:unavailable',
    'The connection to the database was lost, or it did not answer in time, so whether this was done is not known. With an Idempotency-Key, send it again as it is; without one, look first.',
    { headers: retryAfter(1), outcome: 'unknown', cause },
  );

/** @param seconds that the client should wait */
export const unavailable = (detail: string, seconds: number, cause?: unknown) =>
  new Problem(503, 'urn:problem-type:task-api:unavailable', detail, { headers: retryAfter(seconds), cause });
