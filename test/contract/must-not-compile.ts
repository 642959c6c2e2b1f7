// Each line below an @ts-expect-error must not compile; tsc, which "npm run check" runs, fails when one does.
import type { Handler, Handlers } from '../../src/contract/types.ts';
import { operations } from '../../src/operations.ts';

declare const all: Handlers;
const { getTask: _one, ...allButOne } = all;

// @ts-expect-error an operation is missing
allButOne satisfies Handlers;

// @ts-expect-error the contract has no such operation
({ ...all, shareTask: all.getTask }) satisfies Handlers;

// @ts-expect-error the contract declares no 202 for this operation
export const undeclaredStatus: Handler<'getLiveness'> = () => ({ status: 202, body: { status: 'ok' } });

// @ts-expect-error a problem is thrown, not returned
export const problem: Handler<'getReadiness'> = () => ({ status: 503, body: { status: 'ok' } });

// @ts-expect-error the body is another one
export const wrongBody: Handler<'getLiveness'> = () => ({ status: 200, body: { status: 'fine' } });

// @ts-expect-error the body is missing
export const missingBody: Handler<'getLiveness'> = () => ({ status: 200 });

// @ts-expect-error no body is declared
export const superfluousBody: Handler<'deleteTask'> = () => ({ status: 204, body: {} });

// @ts-expect-error a required header is missing
export const missingHeader: Handler<'getTask'> = () => ({ status: 200, headers: {}, body: {} as never });

// @ts-expect-error the operation has no such parameter
export const unknownParameter: Handler<'listTasks'> = ({ query: { colour } }) => colour as never;

// @ts-expect-error the cursor may be absent
export const absent: Handler<'listTasks'> = ({ query: { cursor } }) => cursor.length as never;

// @ts-expect-error the body of this operation may be absent
export const absentBody: Handler<'completeTask'> = ({ body: { completed } }) => completed as never;

// What must compile: a default fills in, and the table has every operation.
export const filledIn: Handler<'listTasks'> = ({ query: { limit } }) => limit.toFixed() as never;
operations satisfies (...args: never[]) => Handlers;
