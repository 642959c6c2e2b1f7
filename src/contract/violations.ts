import type { ErrorObject } from 'ajv';
import type { Violation } from '../problem.ts';

export type Located = ErrorObject<string, Record<string, unknown>>;

interface Parent {
  description?: string;
  discriminator?: { propertyName: string };
  oneOf?: { properties: Record<string, { const: string }> }[];
}

const discriminated = ({ discriminator, oneOf = [] }: Parent = {}) =>
  oneOf.map(({ properties }) => properties[discriminator?.propertyName ?? '']?.const).join(', ');

const article = (type: string) => (type === 'null' ? type : `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`);

const count = (limit: unknown, noun: string) => `${limit} ${noun}${limit === 1 ? '' : 's'}`;

const formats: Record<string, string> = {
  uuid: 'a UUID',
  date: 'a date such as 2026-02-06',
  'date-time': 'a date and time such as 2026-02-06T12:34:56Z',
  'time-zone': 'the name of a time zone such as Europe/Berlin',
};

/** For each keyword of JSON Schema that the contract may use: its rule in words. */
const rules: Record<string, (params: Record<string, unknown>, schema: unknown, parent?: Parent) => string> = {
  required: () => 'is required',
  additionalProperties: () => 'is not a member that may be sent',
  readOnly: () => 'is written by the server alone',
  // Where only null may stand, it is because of another member: the schema's description says which.
  type: ({ type }, _schema, parent) =>
    (type === 'null' ? parent?.description : undefined) ??
    `must be ${[type]
      .flat()
      .map((name) => article(String(name)))
      .join(' or ')}`,
  minLength: ({ limit }) => (limit === 1 ? 'must not be empty' : `must be at least ${count(limit, 'character')}`),
  maxLength: ({ limit }) => `must be at most ${count(limit, 'character')}`,
  minimum: ({ limit }) => `must be at least ${limit}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  minItems: ({ limit }) => `must have at least ${count(limit, 'item')}`,
  maxItems: ({ limit }) => `must have at most ${count(limit, 'item')}`,
  uniqueItems: () => 'must not have an item twice',
  pattern: ({ pattern }) =>
    pattern === '\\S' ? 'must have a character that is not white space' : `must match ${pattern}`,
  format: ({ format }) => `must be ${formats[format as string] ?? `a ${format}`}`,
  enum: (_params, schema) => `must be one of ${(schema as unknown[]).join(', ')}`,
  const: (_params, schema) => `must be ${schema}`,
  discriminator: (_params, _schema, parent) => `must be one of ${discriminated(parent)}`,
};

/**
 * @param error of a validation of `{path, query, header, body}`
 * @returns the violation of the contract that it stands for
 */
export function toViolation({ instancePath, keyword, params, schema, parentSchema, message }: Located): Violation {
  const member = params.missingProperty ?? params.additionalProperty ?? params.tag;
  const pointer = member === undefined ? instancePath : `${instancePath}/${escapeToken(String(member))}`;
  const [, location, ...tokens] = pointer.split('/');
  const code = keyword === 'additionalProperties' ? 'unknown' : keyword.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
  const rule = {
    code,
    message: rules[keyword]?.(params, schema, parentSchema as Parent) ?? message ?? 'breaks the contract',
  };
  if (location === 'body') return { in: 'body', pointer: pointer.slice('/body'.length), ...rule };
  return { in: location as 'path', name: unescapeToken(tokens[0] as string), ...rule };
}

// JSON Pointer (RFC 6901, 3 and 4).
const escapeToken = (token: string) => token.replaceAll('~', '~0').replaceAll('/', '~1');
const unescapeToken = (token: string) => token.replaceAll('~1', '/').replaceAll('~0', '~');
