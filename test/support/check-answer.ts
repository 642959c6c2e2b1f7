import type { ValidateFunction } from 'ajv';
import type { Operation, Response, Schema } from '../../src/contract/document.ts';
import { readParameter } from '../../src/contract/scalars.ts';
import { createAjv } from '../../src/contract/validator.ts';
import type { Sent } from './client.ts';
import { contract } from './contract.ts';

const ajv = createAjv({ strict: false });
const compiled = new WeakMap<object, ValidateFunction>();

// HTTP's own (RFC 9110), which a contract does not list.
const ofHttp = new Set(['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding']);

/**
 * @param operation undefined when the contract has none for the request
 * @returns how an answer, as it came over the wire, departs from the contract
 */
export function faultsOf(method: string, operation: Operation | undefined, answer: Sent): string[] {
  if (operation === undefined) return faultsWithoutOperation(method, answer);
  const response = operation.responses[answer.status];
  if (response === undefined) return [`${operation.operationId} does not declare ${answer.status}`];
  return [...faultsOfHeaders(response, answer), ...faultsOfBody(method, response, answer)].map(
    (fault) => `${operation.operationId} ${answer.status}: ${fault}`,
  );
}

function faultsWithoutOperation(method: string, answer: Sent): string[] {
  if (method === 'OPTIONS' && answer.status === 204) return answer.headers.allow ? [] : ['OPTIONS without Allow'];
  if (answer.status === 405 && !answer.headers.allow) return ['405 without Allow'];
  if (![400, 404, 405].includes(answer.status)) return [`${answer.status} where the contract has no operation`];
  const problem = contract.definition.components?.schemas?.Problem as Schema;
  return faultsOfBody(
    method,
    { description: '', content: { 'application/problem+json': { schema: problem } } },
    answer,
  );
}

function faultsOfHeaders({ headers = {} }: Response, answer: Sent): string[] {
  const known = new Map(Object.entries(headers).map(([name, header]) => [name.toLowerCase(), header]));
  return [
    ...Object.keys(answer.headers).flatMap((name) =>
      known.has(name) || ofHttp.has(name) ? [] : [`the header ${name} is not declared`],
    ),
    ...[...known].flatMap(([name, { required, schema }]) => {
      const value = answer.headers[name];
      if (value === undefined) return required ? [`the header ${name} is missing`] : [];
      return faultsOfValue(`the header ${name}`, schema, readParameter(schema, [String(value)]));
    }),
  ];
}

function faultsOfBody(method: string, { content }: Response, answer: Sent): string[] {
  const mediaType = answer.headers['content-type'];
  if (content === undefined) {
    return answer.text === '' && mediaType === undefined ? [] : ['it has a body, and none is declared'];
  }
  const declared = content[mediaType ?? ''];
  if (declared === undefined) return [`the media type ${mediaType} is not declared`];
  if (method === 'HEAD') return answer.text === '' ? [] : ['an answer to HEAD has a body'];
  const faults = faultsOfValue('the body', declared.schema, mediaType?.endsWith('json') ? answer.body : answer.text);
  if (mediaType === 'application/problem+json' && (answer.body as { status: number }).status !== answer.status) {
    faults.push('the status of the problem is not that of the answer');
  }
  return faults;
}

function faultsOfValue(what: string, schema: Schema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(closed(schema));
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${what}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** @returns the schema without leave for members that it does not name: clients must bear them, the server not send them */
function closed(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (_key, value) =>
    value?.type === 'object' && value.properties ? { additionalProperties: false, ...value } : value,
  );
}
