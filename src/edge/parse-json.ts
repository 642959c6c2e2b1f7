import { malformedRequest } from '../problem.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// Longer numbers have more digits than a double; this also bounds the work of telling so.
const maxNumberLength = 400;

const stringToken = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/**
 * Parses JSON (RFC 8259) and refuses what could not be kept as it was sent: broken UTF-8, a member given twice, NUL,
 * a lone surrogate, a number that a double cannot hold exactly (RFC 7493).
 *
 * @throws Problem 400
 */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (error) {
    throw malformedRequest('The body is not UTF-8.', error);
  }
  let members = 0;
  let value: unknown;
  try {
    value = JSON.parse(text, function (key, member, context?: { source?: string }) {
      if (!Array.isArray(this)) members++;
      if (typeof member === 'string') refuseUnkeepable(member);
      else if (typeof member === 'number') refuseInexact(member, context?.source ?? '');
      refuseUnkeepable(key);
      return member;
    });
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw malformedRequest('The body is not JSON. Check it with a JSON parser and send it again.');
    }
    if (error instanceof RangeError) throw malformedRequest('The body is nested too deeply.');
    throw error;
  }
  // The reviver is called once more, for the root, and once for the last of the members of one name.
  let written = 1;
  for (const match of text.matchAll(stringToken)) if (match[1] !== undefined) written++;
  if (written !== members) throw malformedRequest('A member of the body is given twice. Send each once.');
  return value;
}

/** @throws Problem 400 for text that PostgreSQL cannot keep or UTF-8 cannot carry */
export function refuseUnkeepable(text: string): void {
  if (text.includes('\0')) throw malformedRequest('The request has a NUL character (U+0000). Leave it out.');
  if (!text.isWellFormed()) throw malformedRequest('The request has half of a surrogate pair. Send whole characters.');
}

function refuseInexact(value: number, source: string): void {
  if (source.length > maxNumberLength || decimal(source) !== decimal(String(value))) {
    throw malformedRequest(`The number ${source.slice(0, 40)} cannot be kept exactly. Send one with fewer digits.`);
  }
}

/** @returns one spelling for each decimal number: its significant digits and their exponent */
function decimal(source: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(
    source,
  ) ?? [source, source];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return sign === '-' || sign === '' ? '0' : source;
  return `${sign}${significant}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length)}`;
}
