import pRetry from 'p-retry';
import { keyInUse, outcomeUnknown, Problem, unavailable } from '../problem.ts';
import { failureOf, isOfWork } from './driver-errors.ts';
import type { Outage } from './outage.ts';

/** How often a request is done again after an attempt of which nobody knows whether it had its effect. */
const repeats = 2;

/** What makes it safe to do a request again, whose first attempt may have had its effect; undefined if nothing does. */
export type Guard = 'reads only' | 'Idempotency-Key' | 'If-Match' | undefined;

/**
 * Does what a request asks of the database, and does it again, after pauses with jitter, where that can neither lose nor
 * double a write.
 *
 * @param attempt does it once, in one statement or one transaction
 * @param outage is told of each failure, and says for how long to try; what is then under way has its own deadline
 * @throws Problem 503 when the database goes on failing, or when it is not known whether a write was done; else what the
 * attempt throws
 */
export async function withRetries<T>(guard: Guard, attempt: () => Promise<T>, outage: Outage): Promise<T> {
  let lost = 0;
  try {
    return await pRetry(attempt, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 50,
      maxTimeout: 1000,
      randomize: true,
      maxRetryTime: outage.patience,
      onFailedAttempt: ({ error }) => {
        const failure = failureOf(error);
        if (failure !== undefined && !isOfWork(error)) outage.noteFailure();
        if (failure === 'lost') lost++;
      },
      shouldRetry: ({ error }) => {
        const failure = failureOf(error);
        if (failure === 'lost') return guard !== undefined && lost <= repeats;
        // The attempt that was lost may still be under way, with its key.
        return failure === 'undone' || (lost > 0 && guard === 'Idempotency-Key' && isKeyInUse(error));
      },
    });
  } catch (error) {
    throw toProblem(error);
  }

  function toProblem(error: unknown): unknown {
    const failure = failureOf(error);
    // What is refused because the task has changed may be so because of the attempt that was lost.
    if (failure === undefined) return lost > 0 && guard === 'If-Match' ? outcomeUnknown(error) : error;
    const isUnknown = lost > 0 || failure === 'overdue';
    return isUnknown && guard !== 'reads only' ? outcomeUnknown(error) : databaseUnavailable(error);
  }
}

const isKeyInUse = (error: Error) => error instanceof Problem && error.message === keyInUse().message;

/** @param cause for the log */
export const databaseUnavailable = (cause: unknown) =>
  unavailable('The database cannot be reached or is overloaded. Nothing was changed. Try again later.', 1, cause);
