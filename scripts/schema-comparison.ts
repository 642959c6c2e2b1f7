// Compares two versions of a schema by the values that they allow: a request must still allow all that it did, an
// answer nothing that it did not.
import { isDeepStrictEqual } from 'node:util';
import { createAjv } from '../src/contract/ajv.ts';

interface Keywords {
  [keyword: string]: unknown;
  type?: string | string[];
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  items?: Schema;
  oneOf?: Keywords[];
  discriminator?: { propertyName: string };
}

export type Schema = Keywords | boolean;

const ajv = createAjv({ strict: false });

/** Keywords that forbid no value, and those that are compared by themselves. */
const passed = new Set(
  `$comment title description example examples default deprecated readOnly writeOnly externalDocs xml
  properties required additionalProperties items discriminator`.split(/\s+/),
);

/** Keywords that can allow more than the others forbid. */
const widening = ['patternProperties', 'prefixItems', 'minContains'];

const say = (value: unknown) => (value === undefined ? 'not given' : JSON.stringify(value));

const words = {
  request: { member: 'is no longer allowed', value: 'is no longer allowed', required: 'is now required' },
  answer: { member: 'may now be present', value: 'is a new value', required: 'is no longer required' },
};

/**
 * @param direction who sends the values: the client a request, the server an answer
 * @returns a function that says in words how a schema breaks the released one; of a schema that is used in many places
 *   it says so at the first
 */
export function schemaComparison(direction: 'request' | 'answer') {
  const compared = new WeakMap<Keywords, WeakSet<Keywords>>();

  return function compare(where: string, released: Schema = true, current: Schema = true): string[] {
    // Each value that the sent schema allows has to be one that the taken schema allows.
    const [sent, taken] = direction === 'request' ? [released, current] : [current, released];
    if (sent === false || taken === true) return [];
    if (taken === false) return [`${where}: ${words[direction].member}`];
    const [inner, outer] = [keywordsOf(sent), keywordsOf(taken)];
    const [was, is] = [keywordsOf(released), keywordsOf(current)];
    if (compared.get(inner)?.has(outer)) return [];
    compared.set(inner, (compared.get(inner) ?? new WeakSet()).add(outer));

    const breaks: string[] = [];
    if (direction === 'request' && was.default !== undefined && !isDeepStrictEqual(was.default, is.default)) {
      breaks.push(`${where}: default was ${say(was.default)}, is ${say(is.default)}`);
    }

    const values = 'const' in inner ? [inner.const] : inner.enum;
    if (values !== undefined) {
      const refused = values.filter((value) => !ajv.validate(outer, value));
      return [...breaks, ...refused.map((value) => `${where}: ${say(value)} ${words[direction].value}`)];
    }

    const [choices, taking] = [choicesOf(inner), choicesOf(outer)];
    for (const [value] of choices ?? []) {
      if (taking && !taking.has(value)) breaks.push(`${where}: ${say(value)} ${words[direction].value}`);
      else if (taking)
        breaks.push(...compare(`${where}(${value})`, choicesOf(was)?.get(value), choicesOf(is)?.get(value)));
    }
    for (const keyword of new Set([...Object.keys(outer), ...widening])) {
      if (keyword === 'oneOf' && choices && taking) continue;
      if (passed.has(keyword) || keyword.startsWith('x-') || holds(keyword, inner, outer)) continue;
      breaks.push(`${where}: ${keyword} was ${say(was[keyword])}, is ${say(is[keyword])}`);
    }
    for (const name of outer.required ?? []) {
      if (!inner.required?.includes(name)) breaks.push(`${where}/${name}: ${words[direction].required}`);
    }
    for (const name of Object.keys({ ...was.properties, ...is.properties })) {
      const removed = was.properties?.[name] !== undefined && is.properties?.[name] === undefined;
      if (removed) breaks.push(`${where}/${name}: was removed`);
      else breaks.push(...compare(`${where}/${name}`, memberOf(was, name), memberOf(is, name)));
    }
    breaks.push(...compare(`${where}/(any other member)`, was.additionalProperties, is.additionalProperties));
    breaks.push(...compare(`${where}/*`, was.items, is.items));
    return breaks;
  };
}

/** @returns the schemas of a `oneOf` by what the discriminator tells them apart by */
function choicesOf({ oneOf, discriminator }: Keywords): Map<unknown, Keywords> | undefined {
  const name = discriminator?.propertyName;
  if (oneOf === undefined || name === undefined) return undefined;
  return new Map(oneOf.map((choice) => [keywordsOf(choice.properties?.[name] ?? true).const, choice]));
}

const anything: Keywords = {};
const keywordsOf = (schema: Schema) => (typeof schema === 'boolean' ? anything : schema);
const memberOf = (schema: Keywords, name: string) => schema.properties?.[name] ?? schema.additionalProperties;

/** @returns whether all that the sent schema allows keeps to this keyword of the taken one; false if unsure */
function holds(keyword: string, sent: Keywords, taken: Keywords): boolean {
  const [inner, outer] = [sent[keyword], taken[keyword]];
  if (isDeepStrictEqual(inner, outer)) return true;
  if (keyword === 'type') return typesOf(sent).every((type) => typesOf(taken).includes(type));
  if (typeof inner !== 'number' || typeof outer !== 'number') return false;
  if (/^(max|exclusiveMax)/.test(keyword)) return inner <= outer;
  if (/^(min|exclusiveMin)/.test(keyword)) return inner >= outer;
  return false;
}

function typesOf({ type = ['null', 'boolean', 'object', 'array', 'number', 'string'] }: Keywords): string[] {
  const types = [type].flat();
  return types.includes('number') ? [...types, 'integer'] : types;
}
