import fc, { type Arbitrary } from 'fast-check';
import { createAjv } from '../../src/contract/ajv.ts';
import type { Schema } from '../../src/contract/document.ts';

/** A value that breaks one rule of a schema, at one place. */
export interface Invalid {
  /** JSON Pointer (RFC 6901) from the schema's root. */
  pointer: string;
  keyword: string;
  value: Arbitrary<unknown>;
}

const typesOf = ({ type }: Schema): string[] => [type ?? []].flat();

// NUL and half a surrogate pair cannot be read, which is another refusal (400).
const anyText = (minLength: number, maxLength: number) =>
  fc.string({ unit: 'binary', minLength, maxLength }).map((value) => value.replaceAll('\0', '0'));

/** What the value of a header can carry: visible ASCII. */
export const headerText: typeof anyText = (minLength, maxLength) =>
  fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength,
    maxLength,
  });

// Days whose end is in the years that can be told, whatever the time zone.
const dates = fc.date({ min: new Date('0001-01-03'), max: new Date('9999-12-29'), noInvalidDate: true });

const codePoints = (value: string) => [...value].length;

/** @returns values that the schema allows */
export function valid(schema: Schema): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map((one) => valid(one as Schema)));
  return fc.oneof(...typesOf(schema).map((type) => validOf(type, schema)));
}

function validOf(type: string, schema: Schema): Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -(2 ** 31), max: schema.maximum ?? 2 ** 31 - 1 });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'string':
      return validText(schema);
    case 'array': {
      const { items, minItems = 0, maxItems = 10, uniqueItems } = schema as Schema & { items: Schema };
      const lengths = { minLength: minItems, maxLength: maxItems };
      return uniqueItems ? fc.uniqueArray(valid(items), lengths) : fc.array(valid(items), lengths);
    }
    case 'object': {
      const members = Object.entries(schema.properties ?? {}) as [string, Schema][];
      const model = Object.fromEntries(members.map(([name, member]) => [name, valid(member)]));
      const record = fc.record(model, { requiredKeys: schema.required ?? [], noNullPrototype: true });
      if (!('if' in schema)) return record;
      const allows = createAjv({ strict: false }).compile(schema);
      return record.filter((value) => allows(value));
    }
    default:
      throw new Error(`The generated tests do not know the type ${type}.`);
  }
}

function validText({ format, pattern, minLength = 0, maxLength = 100 }: Schema): Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return dates.map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time') return dates.map((date) => date.toISOString());
  if (format === 'time-zone') return fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone'));
  if (format !== undefined) throw new Error(`The generated tests do not know the format ${format}.`);
  const shaped = pattern?.startsWith('^') ? fc.stringMatching(new RegExp(pattern)) : anyText(minLength, maxLength);
  return shaped.filter(
    (value) =>
      codePoints(value) >= minLength &&
      codePoints(value) <= maxLength &&
      (pattern === undefined || new RegExp(pattern, 'u').test(value)),
  );
}

const anyOf: Record<string, Arbitrary<unknown>> = {
  null: fc.constant(null),
  boolean: fc.boolean(),
  integer: fc.integer(),
  string: anyText(0, 20),
  array: fc.array(fc.integer(), { maxLength: 3 }),
  object: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.integer(), { maxKeys: 3, noNullPrototype: true }),
};

/** @returns for each rule of the schema, at each place, values that break it and no other place's */
export function invalid(schema: Schema, text = anyText, pointer = ''): Invalid[] {
  if (schema.oneOf) return schema.oneOf.flatMap((one) => invalid(one as Schema, text, pointer));
  const types = typesOf(schema);
  const cases: Invalid[] = [];
  const add = (keyword: string, value: Arbitrary<unknown>, at = pointer) => cases.push({ pointer: at, keyword, value });
  const others = Object.keys(anyOf).filter(
    (type) => !types.includes(type) && !(type === 'integer' && types.includes('number')),
  );
  add('type', fc.oneof(...others.map((type) => anyOf[type] as Arbitrary<unknown>)));
  const { minLength = 0, maxLength, minimum, maximum, pattern, format, minItems = 0, maxItems } = schema;
  if (minLength > 0) add('minLength', text(0, minLength - 1));
  if (maxLength !== undefined) add('maxLength', text(maxLength + 1, maxLength + 10));
  if (pattern !== undefined) {
    const shape = new RegExp(pattern, 'u');
    const blank = fc.constantFrom(' ', '\t', '\u2003', ' \n ');
    const candidates = shape.test('x') ? (text === headerText ? fc.constantFrom('a b', 'é') : blank) : text(1, 20);
    add(
      'pattern',
      candidates.filter((value) => !shape.test(value)),
    );
  }
  if (format === 'uuid')
    add(
      'format',
      text(1, 40).filter((value) => !/^[0-9a-f-]{36}$/i.test(value)),
    );
  if (format === 'date') add('format', fc.constantFrom('2026-02-30', '2026-13-01', '2026-00-10'));
  if (format === 'date-time')
    add('format', fc.constantFrom('2026-02-06', '2026-02-06T25:00:00Z', '2026-02-06T12:00:00'));
  if (format === 'time-zone') add('format', fc.constantFrom('Nowhere', 'Europe/Nowhere', 'GMT+1'));
  if (minimum !== undefined) add('minimum', fc.integer({ max: minimum - 1 }));
  if (maximum !== undefined) add('maximum', fc.integer({ min: maximum + 1, max: Number.MAX_SAFE_INTEGER }));
  if (schema.const !== undefined) add('const', text(0, 20));
  if (schema.enum)
    add(
      'enum',
      text(0, 20).filter((value) => !schema.enum?.includes(value)),
    );
  if (types.includes('array')) {
    const { items } = schema as Schema & { items: Schema };
    if (minItems > 0) add('minItems', fc.array(valid(items), { maxLength: minItems - 1 }));
    if (maxItems !== undefined)
      add('maxItems', fc.array(valid(items), { minLength: maxItems + 1, maxLength: maxItems + 3 }));
    if ((schema as { uniqueItems?: boolean }).uniqueItems) {
      add(
        'uniqueItems',
        valid(items).map((item) => [item, item]),
      );
    }
    for (const { value, ...inner } of invalid(items, text, `${pointer}/0`)) {
      cases.push({ ...inner, value: value.map((item) => [item]) });
    }
  }
  if (types.includes('object')) cases.push(...invalidMembers(schema, pointer));
  return cases;
}

function invalidMembers(schema: Schema, pointer: string): Invalid[] {
  const whole = validOf('object', schema) as Arbitrary<Record<string, unknown>>;
  const cases: Invalid[] = [];
  for (const name of schema.required ?? []) {
    const without = whole.map(({ [name]: _left, ...rest }) => rest);
    cases.push({ pointer: `${pointer}/${name}`, keyword: 'required', value: without });
  }
  if (schema.additionalProperties === false) {
    const unknown = fc.tuple(whole, fc.stringMatching(/^no_[a-z]{1,9}$/), anyOf.string as Arbitrary<unknown>);
    const value = unknown.map(([members, name, member]) => ({ ...members, [name]: member }));
    cases.push({ pointer: `${pointer}/no_`, keyword: 'additionalProperties', value });
  }
  for (const [name, member] of Object.entries(schema.properties ?? {}) as [string, Schema][]) {
    for (const inner of invalid(member, anyText, `${pointer}/${name}`)) {
      const value = fc.tuple(whole, inner.value).map(([members, broken]) => ({ ...members, [name]: broken }));
      cases.push({ ...inner, value });
    }
  }
  return cases;
}
