import { type Operation as LibraryOperation, OpenAPIRouter, type Request } from 'openapi-backend';
import { refuseUnkeepable } from '../edge/parse-json.ts';
import { malformedRequest } from '../problem.ts';
import type { Contract, Operation } from './document.ts';

interface PathNode {
  literal: Map<string, PathNode>;
  template?: PathNode;
  operations: Map<string, Operation>;
}

/** What the stages of the contract know of a request: the next one finds what the one before has added. */
export interface ContractRequest extends Request {
  /** The raw query, without the question mark. */
  search: string;
  /** By parameter, in the order of the request. */
  params: Record<string, string>;
  queries: Map<string, string[]>;
}

/**
 * openapi-backend's router, compiled once: finding the operation of a request costs a look-up for each segment of its
 * path, however many operations there are. Paths are matched as they are: a trailing or a double slash makes another
 * path, and literal segments come before templated ones (OpenAPI 3.1, 4.8.8.2).
 */
export class ContractRouter extends OpenAPIRouter {
  readonly #root: PathNode = { literal: new Map(), operations: new Map() };
  readonly #operations: Operation[];
  readonly #templates = new Map<string, [number, string][]>();

  constructor(contract: Contract) {
    super({ definition: contract.definition });
    this.#operations = contract.operations;
    for (const operation of contract.operations) {
      let node = this.#root;
      for (const segment of operation.path.split('/')) node = childFor(node, segment);
      node.operations.set(operation.method, operation);
      this.#templates.set(operation.path, templatesOf(operation.path));
    }
  }

  override getOperations(): LibraryOperation[] {
    return this.#operations as unknown as LibraryOperation[];
  }

  /** @throws Error whose message begins with 404 or 405, as openapi-backend expects */
  override matchOperation(request: Request): LibraryOperation {
    const operations = find(this.#root, request.path.split('/'), 0);
    if (operations === undefined) throw new Error('404');
    const method = request.method.toLowerCase();
    const operation = operations.get(method) ?? (method === 'head' ? operations.get('get') : undefined);
    if (operation === undefined) throw new Error('405');
    return operation as unknown as LibraryOperation;
  }

  /**
   * @param path an encoded path that an operation has
   * @returns the methods that it answers, for `Allow` (RFC 9110, 10.2.1)
   */
  allow(path: string): string {
    const methods = [...(find(this.#root, path.split('/'), 0)?.keys() ?? [])];
    if (methods.includes('get')) methods.push('head');
    return [...methods, 'options'].map((method) => method.toUpperCase()).join(', ');
  }

  /**
   * Decodes the path and the query once the operation is known.
   *
   * @throws Problem 400 for broken percent-encoding (RFC 3986, 2.1), broken UTF-8 and NUL
   */
  override parseRequest(request: Request, operation?: LibraryOperation): ReturnType<OpenAPIRouter['parseRequest']> {
    if (operation !== undefined) {
      const contractRequest = request as ContractRequest;
      contractRequest.params = {};
      const segments = request.path.split('/');
      for (const [index, name] of this.#templates.get(operation.path) ?? []) {
        contractRequest.params[name] = decode(segments[index] as string);
      }
      contractRequest.queries = parseQuery(contractRequest.search);
    }
    return request as ReturnType<OpenAPIRouter['parseRequest']>;
  }
}

function childFor(node: PathNode, segment: string): PathNode {
  const created = (): PathNode => ({ literal: new Map(), operations: new Map() });
  if (isTemplate(segment)) {
    node.template ??= created();
    return node.template;
  }
  if (/[{}]/.test(segment)) throw new Error(`The path segment "${segment}" is templated in part. Template all of it.`);
  const child = node.literal.get(segment) ?? created();
  node.literal.set(segment, child);
  return child;
}

function find(node: PathNode, segments: string[], index: number): Map<string, Operation> | undefined {
  if (index === segments.length) return node.operations.size > 0 ? node.operations : undefined;
  const segment = segments[index] as string;
  const literal = node.literal.get(segment);
  const found = literal && find(literal, segments, index + 1);
  if (found !== undefined || node.template === undefined || segment === '') return found;
  return find(node.template, segments, index + 1);
}

const isTemplate = (segment: string) => segment.startsWith('{') && segment.endsWith('}');

const templatesOf = (path: string): [number, string][] =>
  path.split('/').flatMap((segment, index) => (isTemplate(segment) ? [[index, segment.slice(1, -1)]] : []));

function parseQuery(search: string): Map<string, string[]> {
  const queries = new Map<string, string[]>();
  if (search === '') return queries;
  for (const pair of search.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? '' : pair.slice(equals + 1);
    const key = decode(name.replaceAll('+', ' '));
    queries.set(key, [...(queries.get(key) ?? []), decode(value.replaceAll('+', ' '))]);
  }
  return queries;
}

function decode(encoded: string): string {
  if (!encoded.includes('%')) return encoded;
  let text: string;
  try {
    text = decodeURIComponent(encoded);
  } catch (error) {
    throw malformedRequest('The URL has a percent-encoding that is broken or is not UTF-8. Encode it anew.', error);
  }
  refuseUnkeepable(text);
  return text;
}
