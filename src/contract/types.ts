import type { SqlEntityManager } from '@mikro-orm/sql';
import type { operations, ParametersWithDefault } from '../../generated/openapi.ts';

export type OperationId = keyof operations;

type DeclaredOnly<T> = {
  [Name in keyof T as string extends Name ? never : number extends Name ? never : Name]: T[Name];
};

type WithDefaults<Query, Id extends OperationId> = Query &
  Required<Pick<Query, keyof Query & (Id extends keyof ParametersWithDefault ? ParametersWithDefault[Id] : never)>>;

type Present<T> = [Exclude<T, undefined>] extends [never] ? Record<never, never> : Exclude<T, undefined>;

type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Content[keyof Content]
  : Operation extends { requestBody?: { content: infer Content } }
    ? Content[keyof Content] | undefined
    : undefined;

/** What a handler is given: the request's parts as the contract types them, defaults filled in. */
export interface OperationRequest<Id extends OperationId> {
  path: Present<operations[Id]['parameters']['path']>;
  query: WithDefaults<Present<operations[Id]['parameters']['query']>, Id>;
  header: Present<operations[Id]['parameters']['header']>;
  body: BodyOf<operations[Id]>;
}

type Success = 200 | 201 | 202 | 204;

/** The headers that a handler gives: which answer is a repetition, it does not know. */
type HeadersOf<Response> = Response extends { headers: infer Headers }
  ? Omit<DeclaredOnly<Headers>, 'Idempotency-Replayed'>
  : Record<never, never>;

type ReplyOf<Status, Response> = {
  status: Status;
} & (Response extends { content: infer Content } ? { body: Content[keyof Content] } : { body?: undefined }) &
  (keyof HeadersOf<Response> extends never ? { headers?: undefined } : { headers: HeadersOf<Response> });

/** What a handler answers: a declared status with the body and the headers that the contract requires of it. */
export type Reply<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses'] & Success]: ReplyOf<Status, operations[Id]['responses'][Status]>;
}[keyof operations[Id]['responses'] & Success];

/** Serves one operation. Refusals are thrown as problems. */
export type Handler<Id extends OperationId> = (
  request: OperationRequest<Id>,
  em: SqlEntityManager,
) => Promise<Reply<Id>> | Reply<Id>;

/** A handler for every operation of the contract: a missing one does not compile. */
export type Handlers = { [Id in OperationId]: Handler<Id> };
