import { readFile } from 'node:fs/promises';
import $RefParser from '@apidevtools/json-schema-ref-parser';
import type { OpenAPIV3_1 } from 'openapi-types';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { breakingChanges, mayBreak } from '../../scripts/breaking-changes.ts';
import { operationsOf } from '../../src/contract/document.ts';
import { breaks, type Edits, harmlessChanges } from './planted-changes.ts';

const contract = parseDocument(await readFile(new URL('../../openapi.yaml', import.meta.url), 'utf8'));

/** @returns the operations of the contract as edited */
async function edited(edits: Edits) {
  const document = contract.clone();
  for (const [place, value] of Object.entries(edits)) {
    if (value === undefined) expect(document.deleteIn(place.split('.')), place).toBe(true);
    else document.setIn(place.split('.'), document.createNode(value));
  }
  return operationsOf((await $RefParser.dereference(document.toJS())) as OpenAPIV3_1.Document);
}

const unedited = await edited({});

const planted = async (edits: Edits, before?: Edits) =>
  breakingChanges(before ? await edited(before) : unedited, await edited({ ...before, ...edits }));

test.each(breaks)('breaks: %s', async (_, said, edits, before) => {
  expect((await planted(edits, before)).join('\n')).toContain(said);
});

test.each(harmlessChanges)('harmless: %s', async (_, edits, before) => {
  expect(await planted(edits, before)).toEqual([]);
});

test('a schema that refers to itself is compared', async () => {
  const tree = {
    type: 'object',
    properties: { tasks: { type: 'array', items: { $ref: '#/components/schemas/Task' } } },
  };
  const before = { 'components.schemas.Task.properties.parts': tree };
  expect(await planted({}, before)).toEqual([]);
  expect(await planted({ 'components.schemas.Task.properties.parts.maxProperties': 9 }, before)).toEqual([]);
  expect(await planted({ 'components.schemas.Task.properties.parts.type': ['object', 'null'] }, before)).toHaveLength(
    1,
  );
});

test.each([
  ['0.1.0', '0.1.1', false],
  ['0.1.0', '0.2.0', true],
  ['0.9.0', '0.10.0', true],
  ['0.9.0', '1.0.0', true],
  ['1.0.0', '1.1.0', false],
  ['1.9.0', '2.0.0', true],
  ['1.0.0', '0.9.0', false],
])('after %s, %s may break: %s', (released, current, expected) => {
  expect(mayBreak(released, current)).toBe(expected);
});
