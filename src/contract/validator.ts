import type { ValidateFunction } from 'ajv/dist/2020.js';
import { OpenAPIValidator, type Request, type ValidationResult } from 'openapi-backend';
import type { Violation } from '../problem.ts';
import { createAjv } from './ajv.ts';
import type { Contract, Operation, Parameter, Schema } from './document.ts';
import type { ContractRequest } from './router.ts';
import { readParameter } from './scalars.ts';
import { type Located, toViolation } from './violations.ts';

export type Input = Record<'path' | 'query' | 'header', Record<string, unknown>> & { body?: unknown };

/** openapi-backend's validator with JSON Schema 2020-12, strict scalars and all violations at once. */
export class ContractValidator extends OpenAPIValidator {
  readonly #validate = new Map<string, ValidateFunction>();
  readonly #maxViolations: number;

  constructor(contract: Contract) {
    super({ definition: contract.definition, lazyCompileValidators: true });
    const problem = contract.definition.components?.schemas?.ValidationProblem as Schema | undefined;
    this.#maxViolations = (problem?.properties?.violations as Schema | undefined)?.maxItems ?? Number.POSITIVE_INFINITY;
    const ajv = createAjv({ useDefaults: true, verbose: true });
    // An annotation to JSON Schema; in a request, OpenAPI 3.1 leaves what it means to the server: refused, not ignored.
    ajv.removeKeyword('readOnly');
    ajv.addKeyword({ keyword: 'readOnly', schemaType: 'boolean', validate: (isReadOnly: boolean) => !isReadOnly });
    for (const operation of contract.operations) {
      this.#validate.set(operation.operationId, ajv.compile(inputSchema(operation)));
    }
  }

  /** Adds `input` to the request: its parts in the contract's types, with defaults filled in. */
  override validateRequest(request: Request, operation: unknown): ValidationResult<Request> {
    const { parameters, operationId } = operation as Operation;
    const contractRequest = request as ContractRequest & { input: Input };
    const violations: Violation[] = [];
    const input: Input = { path: {}, query: {}, header: {} };
    for (const [name, values] of contractRequest.queries) {
      const parameter = parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
      if (parameter === undefined) {
        violations.push({ in: 'query', name, code: 'unknown', message: 'is not a parameter of this operation' });
      } else if (values.length > 1 && (parameter.schema.type !== 'array' || parameter.explode === false)) {
        violations.push({ in: 'query', name, code: 'repeated', message: 'may be given only once' });
      } else {
        input.query[name] = readParameter(parameter, values);
      }
    }
    for (const parameter of parameters) {
      if (parameter.in === 'query') continue;
      const value =
        parameter.in === 'path'
          ? contractRequest.params[parameter.name]
          : contractRequest.headers[parameter.name.toLowerCase()];
      if (value !== undefined) input[parameter.in][parameter.name] = readParameter(parameter, [value].flat());
    }
    if (request.body !== undefined) input.body = request.body;
    const validate = this.#validate.get(operationId) as ValidateFunction;
    if (!validate(input)) {
      // One by one: there may be more than a call can have arguments. What breaks `then` or `else` is an error of its own.
      for (const error of validate.errors as Located[]) if (error.keyword !== 'if') violations.push(toViolation(error));
    }
    contractRequest.input = input;
    violations.splice(this.#maxViolations);
    return violations.length === 0 ? { valid: true, errors: null } : { valid: false, errors: violations as never };
  }
}

function inputSchema({ operationId, parameters, requestBody }: Operation): Schema {
  const part = (location: Parameter['in']): Schema => {
    const own = parameters.filter((parameter) => parameter.in === location);
    return {
      type: 'object',
      properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
      required: own.filter(({ required }) => required).map(({ name }) => name),
    };
  };
  const [body, ...others] = new Set(Object.values(requestBody?.content ?? {}).map(({ schema }) => schema));
  if (others.length > 0) throw new Error(`The media types of a body differ in schema: ${operationId}. Give them one.`);
  return bounded({
    type: 'object',
    properties: { path: part('path'), query: part('query'), header: part('header'), ...(body && { body }) },
    required: requestBody?.required ? ['body'] : [],
  });
}

/** @returns the schema, by which the items of a list are looked at only if there are not too many of them */
function bounded(schema: unknown): Schema {
  return JSON.parse(JSON.stringify(schema), (_key, value) => {
    if (value?.type !== 'array' || value.items === undefined || value.maxItems === undefined) return value;
    const { items, uniqueItems = false, ...list } = value;
    return { ...list, if: { minItems: list.maxItems + 1 }, else: { type: 'array', items, uniqueItems } };
  });
}
