import type { Schema } from './document.ts';

const integer = /^-?(0|[1-9][0-9]*)$/;
const number = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/**
 * Reads a parameter in the type of its schema, by JSON's grammar. Text that is not of that type is left as it is, for
 * the validator to refuse.
 *
 * @param values what the request has under the parameter's name, decoded; more than one for an array alone
 */
export function readParameter(schema: Schema, values: string[]): unknown {
  if (schema.type === 'array') return values.map((value) => readScalar(schema.items as Schema, value));
  return readScalar(schema, values[0] as string);
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
