import { expect, test } from 'vitest';
import { createAjv } from '../../src/contract/ajv.ts';
import { contract } from '../support/contract.ts';

interface Example {
  where: string;
  schema: object;
  value: unknown;
}

const ajv = createAjv({ strict: false });

/** @returns each `example` beside a schema and each of a schema's own `examples`, anywhere in the contract */
function examplesIn(node: unknown, where = '#'): Example[] {
  if (typeof node !== 'object' || node === null) return [];
  const { schema, example, examples } = node as { schema?: object; example?: unknown; examples?: unknown };
  const own = Array.isArray(examples) ? examples.map((value) => ({ where, schema: node, value })) : [];
  if (schema && example !== undefined) own.push({ where, schema, value: example });
  return [...own, ...Object.entries(node).flatMap(([name, child]) => examplesIn(child, `${where}/${name}`))];
}

test('every example of the contract is valid', () => {
  const faults = examplesIn(contract.definition.paths).flatMap(({ where, schema, value }) => {
    const validate = ajv.compile(schema);
    return validate(value) ? [] : [{ where, errors: validate.errors }];
  });
  expect(faults).toEqual([]);
});

test('every operation is described, and every parameter, body, answer and schema has a description and an example', () => {
  for (const [name, schema] of Object.entries(contract.definition.components?.schemas ?? {})) {
    expect(schema, name).toMatchObject({ description: expect.any(String), examples: expect.any(Array) });
  }
  for (const { operationId, parameters, requestBody, responses, ...operation } of contract.operations) {
    expect(operation, operationId).toMatchObject({ summary: expect.any(String), description: expect.any(String) });
    for (const parameter of parameters) expect(parameter, parameter.name).toHaveProperty('description');
    for (const parameter of parameters) expect(parameter, parameter.name).toHaveProperty('example');
    for (const { content = {} } of [requestBody ?? {}, ...Object.values(responses)]) {
      for (const media of Object.values(content)) expect(media).toHaveProperty('example');
    }
  }
});
