import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import type { Context } from 'koa';
import type { Answer } from '../edge/answer.ts';
import { createAjv } from './ajv.ts';
import type { Contract, Operation, Response, Schema } from './document.ts';
import { readParameter } from './scalars.ts';

/** An answer as it is on the wire; the names of its headers in lower case. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

// HTTP's own (RFC 9110), which a contract does not list.
const ofHttp = new Set(['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding']);

/** Holds answers to the contract: status, media type, headers and body, of operations and of problems alike. */
export class AnswerChecker {
  readonly #problem: Response;
  readonly #ajv: Ajv2020 = createAjv({ strict: false });
  readonly #validate = new WeakMap<object, ValidateFunction>();

  constructor({ definition }: Contract) {
    const schema = definition.components?.schemas?.Problem as Schema;
    this.#problem = { description: '', content: { 'application/problem+json': { schema } } };
  }

  /** As faultsOf, of an answer that is about to be sent. */
  check = ({ method, state }: Context, { status, headers, mediaType, body = '' }: Answer): string[] => {
    const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    if (mediaType) named.push(['content-type', mediaType]);
    // What HEAD leaves out is left out later.
    const onWire = method === 'HEAD' ? 'GET' : method;
    return this.faultsOf(onWire, state.operation, { status, headers: Object.fromEntries(named), text: body });
  };

  /**
   * @param operation undefined when the contract has none for the request
   * @returns how the answer departs from the contract, in words; nothing when it does not
   */
  faultsOf(method: string, operation: Operation | undefined, answer: WireAnswer): string[] {
    if (operation === undefined) return this.#faultsWithoutOperation(method, answer);
    const name = `${operation.operationId} ${answer.status}`;
    const response = operation.responses[answer.status];
    if (response === undefined) return [`${name} is not declared`];
    return [...this.#faultsOfHeaders(response, answer), ...this.#faultsOfBody(method, response, answer)].map(
      (fault) => `${name}: ${fault}`,
    );
  }

  #faultsWithoutOperation(method: string, answer: WireAnswer): string[] {
    if (method === 'OPTIONS' && answer.status === 204) return answer.headers.allow ? [] : ['OPTIONS without Allow'];
    if (answer.status === 405 && !answer.headers.allow) return ['405 without Allow'];
    if (![400, 404, 405, 500].includes(answer.status)) {
      return [`${answer.status} where the contract has no operation`];
    }
    return this.#faultsOfBody(method, this.#problem, answer);
  }

  #faultsOfHeaders({ headers = {} }: Response, answer: WireAnswer): string[] {
    const declared = new Map(Object.entries(headers).map(([name, header]) => [name.toLowerCase(), header]));
    const undeclared = Object.keys(answer.headers).filter((name) => !declared.has(name) && !ofHttp.has(name));
    return [
      ...undeclared.map((name) => `the header ${name} is not declared`),
      ...[...declared].flatMap(([name, { required, schema }]) => {
        const value = answer.headers[name];
        if (value === undefined) return required ? [`the header ${name} is missing`] : [];
        return this.#faultsOfValue(`the header ${name}`, schema, readParameter({ schema }, [String(value)]));
      }),
    ];
  }

  #faultsOfBody(method: string, { content }: Response, { status, headers, text }: WireAnswer): string[] {
    const mediaType = headers['content-type'] as string | undefined;
    if (content === undefined)
      return text === '' && mediaType === undefined ? [] : ['it has a body, and none is declared'];
    const declared = content[mediaType ?? ''];
    if (declared === undefined) return [`the media type ${mediaType} is not declared`];
    if (method === 'HEAD') return text === '' ? [] : ['an answer to HEAD has a body'];
    const body = mediaType?.endsWith('json') ? JSON.parse(text) : text;
    const faults = this.#faultsOfValue('the body', declared.schema, body);
    if (mediaType === 'application/problem+json' && body.status !== status) {
      faults.push('the status of the problem is not that of the answer');
    }
    return faults;
  }

  #faultsOfValue(what: string, schema: Schema, value: unknown): string[] {
    const validate = this.#validate.get(schema) ?? this.#ajv.compile(closed(schema));
    this.#validate.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${what}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }
}

/** @returns the schema without leave for members that it does not name: clients bear them, the server sends none */
function closed(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (_key, value) =>
    value?.type === 'object' && value.properties ? { additionalProperties: false, ...value } : value,
  );
}
