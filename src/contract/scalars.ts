import type { Parameter, Schema } from './document.ts';

const integer = /^-?(0|[1-9][0-9]*)$/;
const number = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/**
 * Reads a parameter in the type of its schema, by JSON's grammar. Text that is not of that type is left as it is, for
 * the validator to refuse.
 *
 * @param values what the request has under the parameter's name, decoded; more than one for an exploded array alone,
 * as the items of another are separated by commas (OpenAPI 3.1, 4.8.12.2, style `form`)
 */
export function readParameter({ schema, explode }: Pick<Parameter, 'schema' | 'explode'>, values: string[]): unknown {
  const [first] = values as [string];
  if (schema.type !== 'array') return readScalar(schema, first);
  const items = explode === false ? first.split(',') : values;
  return items.map((value) => readScalar(schema.items as Schema, value));
}

function readScalar({ type }: Schema, text: string): unknown {
  switch (type) {
    case 'integer':
      return integer.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
    case 'number':
      return number.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    default:
      return text;
  }
}
