import fc, { type Arbitrary } from 'fast-check';
import type { Operation, Parameter } from '../../src/contract/document.ts';
import { valid } from './arbitraries.ts';
import type { Client, Sent } from './client.ts';
import { contract } from './contract.ts';
import { sampleOf } from './sample.ts';

export type Values = Record<string, unknown>;

/** Of a request, what its operation takes besides the path. */
export interface Input {
  query: Values;
  header: Values;
  body?: unknown;
}

// Opaque to clients: taken from an answer, as the links of the contract say, never made.
const fromAnswers = new Set(
  JSON.stringify(contract.definition.components?.links ?? {}).match(/(?<=")\w+(?=":"\$response)/g) ?? [],
);

/** @returns the parameters of the operation whose values a client may make */
export const madeParameters = ({ parameters }: Operation, location: Parameter['in']) =>
  parameters.filter((parameter) => parameter.in === location && !fromAnswers.has(parameter.name));

function values(operation: Operation, location: Parameter['in']): Arbitrary<Values> {
  const own = madeParameters(operation, location);
  const model = Object.fromEntries(own.map(({ name, schema }) => [name, valid(schema)]));
  return fc.record(model, { requiredKeys: [], noNullPrototype: true });
}

export const bodySchema = ({ requestBody }: Operation) => Object.values(requestBody?.content ?? {})[0]?.schema;

/** @returns what the contract allows an operation to be sent */
export function inputs(operation: Operation): Arbitrary<Input> {
  const schema = bodySchema(operation);
  return fc.record({
    query: values(operation, 'query'),
    header: values(operation, 'header'),
    ...(schema && {
      body: operation.requestBody?.required ? valid(schema) : fc.option(valid(schema), { nil: undefined }),
    }),
  });
}

/** Sends a request to the operation, for a task that exists unless its path says otherwise. */
export async function send(
  client: Client,
  operation: Operation,
  { query, header, body }: Input,
  path: Values = {},
): Promise<Sent> {
  const { user, id } = await sampleOf(client, operation);
  const segments = { user_id: user, task_id: id, ...path };
  const filled = operation.path.replace(/\{(\w+)\}/g, (_all, name) =>
    encodeURIComponent(String(segments[name as keyof typeof segments])),
  );
  const search = Object.entries(query).flatMap(([name, value]) => {
    const { explode } = operation.parameters.find((parameter) => parameter.name === name) ?? {};
    const texts = [value].flat().map((one) => encodeURIComponent(String(one)));
    return (explode === false ? [texts.join()] : texts).map((text) => `${encodeURIComponent(name)}=${text}`);
  });
  const [mediaType] = Object.keys(operation.requestBody?.content ?? {});
  return client.send(operation.method.toUpperCase(), `${filled}${search.length ? '?' : ''}${search.join('&')}`, {
    headers: {
      ...Object.fromEntries(Object.entries(header).map(([name, value]) => [name, String(value)])),
      ...(body !== undefined && { 'content-type': mediaType as string }),
    },
    ...(body !== undefined && { raw: JSON.stringify(body) }),
  });
}
