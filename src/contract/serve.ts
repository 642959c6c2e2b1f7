import type { SqlEntityManager } from '@mikro-orm/sql';
import fastJson, { type Schema as FastJsonSchema } from 'fast-json-stringify';
import type { Context as KoaContext, Middleware } from 'koa';
import { type Context, OpenAPIBackend } from 'openapi-backend';
import type { Database } from '../database/open.ts';
import type { Guard } from '../database/retry.ts';
import type { Answer } from '../edge/answer.ts';
import { bodyReader, hasBody } from '../edge/read-body.ts';
import { answerOnce } from '../idempotency/answer-once.ts';
import {
  malformedRequest,
  methodNotAllowed,
  notAcceptable,
  routeNotFound,
  type Violation,
  validationFailed,
} from '../problem.ts';
import type { Contract, Operation } from './document.ts';
import { ContractRouter } from './router.ts';
import type { Handler, Handlers, OperationId, OperationRequest } from './types.ts';
import { ContractValidator, type Input } from './validator.ts';

class StrictBackend extends OpenAPIBackend {
  // readContract has done it, by the schema of the right version.
  override validateDefinition() {
    return this.document;
  }
}

/**
 * Makes openapi-backend serve the contract strictly: it routes, validates and dispatches each request, and puts the
 * answer into `ctx.state.answer`.
 *
 * @param handlers one for each operation
 * @param database does the work of the operations on a user's tasks
 * @returns Koa middleware that throws a Problem for what the contract refuses
 */
export async function serveContract(
  contract: Contract,
  handlers: Handlers,
  database: Pick<Database, 'assertRoom' | 'perform' | 'fork'>,
): Promise<Middleware> {
  const router = new ContractRouter(contract);
  const receive = new Map(contract.operations.map((operation) => [operation.operationId, receiver(operation)]));
  const backend = new StrictBackend({
    definition: contract.definition,
    strict: true,
    // The library's own validators are not built; those of the contract take their place below.
    validate: false,
    handlers: {
      ...Object.fromEntries(contract.operations.map((operation) => [operation.operationId, dispatch(operation)])),
      notFound: () => {
        throw routeNotFound();
      },
      methodNotAllowed: ({ request }: Context, ctx: KoaContext): Answer => {
        const allow = router.allow(request.path);
        if (ctx.method === 'OPTIONS') return { status: 204, headers: { Allow: allow } };
        throw methodNotAllowed(allow);
      },
      postRoutingHandler: async ({ request, operation }: Context, ctx: KoaContext) => {
        // Not set when no operation was found, whatever the library's types say.
        ctx.state.operation = operation;
        if (operation && isOfUser(operation)) await database.assertRoom();
        request.body = await receive.get(operation?.operationId ?? '')?.(ctx);
      },
      validationFail: ({ validation }: Context) => {
        throw validationFailed(validation.errors as unknown as Violation[]);
      },
      postResponseHandler: ({ response }: Context, ctx: KoaContext) => {
        ctx.state.answer = response;
      },
    },
  });
  await backend.init();
  backend.router = router;
  backend.validator = new ContractValidator(contract);
  backend.validate = true;

  return (ctx) => {
    const { path, search } = splitTarget(ctx.req.url ?? '');
    return backend.handleRequest({ method: ctx.method, path, search, headers: ctx.headers } as never, ctx);
  };

  function dispatch(operation: Operation) {
    const id = operation.operationId as OperationId;
    const handler = handlers[id] as unknown as Handler<OperationId>;
    const write = answerWriter(operation);
    return async ({ request }: Context): Promise<Answer> => {
      const { input } = request as unknown as { input: Input };
      const guard = guardOf(operation.method, input.header);
      const work = async (em: SqlEntityManager) =>
        write(await handler(input as unknown as OperationRequest<OperationId>, em));
      if (!isOfUser(operation)) return work(database.fork());
      const once = (em: SqlEntityManager) => answerOnce(em, id, input, work);
      return database.perform(guard, guard === 'Idempotency-Key' ? once : work, mayLag(input.header));
    };
  }
}

/** @returns whether the operation is on the tasks of a user; others hardly cost anything, and are always served */
const isOfUser = ({ path }: { path: string }) => path.includes('{user_id}');

/** @returns whether the caller accepts an answer that lags behind (RFC 9111, 5.2.1.2); declared by operations that read */
const mayLag = ({ 'Cache-Control': directives }: Input['header']) =>
  /(^|,)\s*max-stale\s*(,|$)/i.test(String(directives));

/** @returns what allows a request to be done again; of several versions in If-Match, the second may follow from the first */
function guardOf(method: string, header: Input['header']): Guard {
  if (method === 'get') return 'reads only';
  if (header['Idempotency-Key'] !== undefined) return 'Idempotency-Key';
  return /^"[^"]*"$/.test(String(header['If-Match'])) ? 'If-Match' : undefined;
}

/** @returns a function that holds a request to the media types of the operation, both ways, and reads its body */
function receiver({ requestBody, responses }: Operation): (ctx: KoaContext) => Promise<unknown> {
  const produces = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, { content = {} }]) => Object.keys(content));
  // JSON has no charset, and is asked for with one all the same.
  const acceptable = produces.flatMap((mediaType) => [mediaType, `${mediaType};charset=utf-8`]);
  const readBody = requestBody && bodyReader(Object.keys(requestBody.content));
  return async (ctx) => {
    if (!readBody && hasBody(ctx)) {
      const message = 'is not read by this operation; leave it out';
      throw validationFailed([{ in: 'body', pointer: '', code: 'unknown', message }]);
    }
    if (produces.length > 0 && !ctx.accepts(acceptable)) throw notAcceptable(produces);
    return readBody && hasBody(ctx) ? readBody(ctx) : undefined;
  };
}

/**
 * Splits a request target in origin or absolute form (RFC 9112, 3.2). Node's parser of URLs would rewrite what it takes
 * for a mistake, and so let in a path that the contract does not have.
 *
 * @throws Problem 400 for another form, or a fragment
 */
function splitTarget(target: string): { path: string; search: string } {
  const parts = /^(?:https?:\/\/[^/?#]+)?(\/[^?#]*|\*|)(?:\?([^#]*))?$/i.exec(target);
  if (parts === null) throw malformedRequest('The request target is not a path with an optional query.');
  return { path: parts[1] || '/', search: parts[2] ?? '' };
}

interface AnyReply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/**
 * @returns a function that writes a reply with the media type of its status, and of its body the members that the contract declares
 * and no other, so that none can leak
 */
function answerWriter({ responses }: Operation): (reply: AnyReply) => Answer {
  const written = new Map(
    Object.entries(responses).map(([status, { content = {} }]) => {
      const [mediaType, media] = Object.entries(content)[0] ?? [];
      const isJson = mediaType === 'application/json';
      const write = isJson
        ? fastJson(structuredClone(media?.schema) as FastJsonSchema)
        : (body: unknown) => body as string;
      return [Number(status), { mediaType, write }];
    }),
  );
  return ({ status, headers = {}, body }) => {
    const { mediaType, write } = written.get(status) ?? {};
    return {
      status,
      headers,
      mediaType,
      body: mediaType && write?.(body),
      conditional: status === 200 && written.has(304),
    };
  };
}
