// Says where a contract no longer keeps what the released one promised to clients.
import { isDeepStrictEqual } from 'node:util';
import type { MediaType, Operation, Response } from '../src/contract/document.ts';
import { type Schema, schemaComparison } from './schema-comparison.ts';

type Compare = ReturnType<typeof schemaComparison>;

/** @returns each break in words; a change of which it cannot be told, such as that of a pattern, counts as one */
export function breakingChanges(released: Operation[], current: Operation[]): string[] {
  const compareRequest = schemaComparison('request');
  const compareAnswer = schemaComparison('answer');
  return released.flatMap((was) => {
    const where = `${was.method.toUpperCase()} ${was.path}`;
    const is = current.find(({ method, path }) => method === was.method && path === was.path);
    if (is === undefined) return [`${where}: was removed`];
    return [
      ...(was.operationId === is.operationId
        ? []
        : [`${where}: operationId was ${was.operationId}, is ${is.operationId}`]),
      ...(waysIn(was).every((way) => waysIn(is).some((other) => isDeepStrictEqual(way, other)))
        ? []
        : [`${where}: asks for other credentials`]),
      ...parameterBreaks(where, was, is, compareRequest),
      ...bodyBreaks(`${where}, body`, was.requestBody, is.requestBody, compareRequest),
      ...Object.entries(was.responses).flatMap(([status, response]) =>
        answerBreaks(`${where}, answer ${status}`, response, is.responses[status], compareAnswer),
      ),
    ];
  });
}

/** @returns whether the version may break the released one: a higher major, before 1.0.0 a higher minor (semver) */
export function mayBreak(released: string, current: string): boolean {
  const [wasMajor = 0, wasMinor = 0] = released.split('.').map(Number);
  const [major = 0, minor = 0] = current.split('.').map(Number);
  return major > wasMajor || (major === 0 && wasMajor === 0 && minor > wasMinor);
}

const waysIn = ({ security }: Operation) => (security.length > 0 ? security : [{}]);

function parameterBreaks(operation: string, was: Operation, is: Operation, compare: Compare): string[] {
  const breaks: string[] = [];
  for (const parameter of was.parameters) {
    const where = `${operation}, ${parameter.in} ${parameter.name}`;
    const now = is.parameters.find((other) => other.name === parameter.name && other.in === parameter.in);
    if (now === undefined) breaks.push(`${where}: was removed`);
    else breaks.push(...compare(where, parameter.schema as Schema, now.schema as Schema));
  }
  for (const parameter of is.parameters.filter(({ required }) => required)) {
    const before = was.parameters.find((other) => other.name === parameter.name && other.in === parameter.in);
    if (!before?.required) breaks.push(`${operation}, ${parameter.in} ${parameter.name}: is now required`);
  }
  return breaks;
}

function bodyBreaks(
  where: string,
  was: Operation['requestBody'],
  is: Operation['requestBody'],
  compare: Compare,
): string[] {
  if (was !== undefined && is === undefined) return [`${where}: was removed`];
  return [
    ...(is?.required && !was?.required ? [`${where}: is now required`] : []),
    ...contentBreaks(where, was?.content, is?.content, compare),
  ];
}

function answerBreaks(where: string, was: Response, is: Response | undefined, compare: Compare): string[] {
  if (is === undefined) return [`${where}: was removed`];
  const headers = Object.entries(was.headers ?? {}).flatMap(([name, header]) => {
    const now = is.headers?.[name];
    if (now === undefined) return [`${where}, header ${name}: was removed`];
    const optional = header.required && !now.required ? [`${where}, header ${name}: is no longer required`] : [];
    return [...optional, ...compare(`${where}, header ${name}`, header.schema as Schema, now.schema as Schema)];
  });
  return [...headers, ...contentBreaks(where, was.content, is.content, compare)];
}

function contentBreaks(
  where: string,
  was: Record<string, MediaType> = {},
  is: Record<string, MediaType> = {},
  compare: Compare,
): string[] {
  return Object.entries(was).flatMap(([type, { schema }]) => {
    const now = is[type];
    if (now === undefined) return [`${where}, ${type}: was removed`];
    return compare(`${where}, ${type}#`, schema as Schema, now.schema as Schema);
  });
}
