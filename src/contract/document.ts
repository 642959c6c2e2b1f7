import { readFile } from 'node:fs/promises';
import $RefParser from '@apidevtools/json-schema-ref-parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIV3_1 } from 'openapi-types';
import { parse } from 'yaml';

export type Schema = OpenAPIV3_1.SchemaObject;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  /** Whether an array is given by repeating the parameter, which is OpenAPI's default, or else by commas. */
  explode?: boolean;
  schema: Schema;
  example?: unknown;
}

export interface MediaType {
  schema: Schema;
  example?: unknown;
}

export interface Response {
  description: string;
  headers?: Record<string, { required?: boolean; schema: Schema }>;
  content?: Record<string, MediaType>;
}

/** An operation with its references resolved and its path's parameters among its own. */
export interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, MediaType> };
  responses: Record<string, Response>;
  security: OpenAPIV3_1.SecurityRequirementObject[];
}

export interface Contract {
  /** The file as it is. */
  yaml: string;
  /** The same as an object. */
  document: OpenAPIV3_1.Document;
  /** The same with references resolved. */
  definition: OpenAPIV3_1.Document;
  operations: Operation[];
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'options', 'head', 'trace'] as const;

/**
 * Reads the contract and holds it to the schema of OpenAPI 3.1. openapi-backend would hold it to that of 3.0, and
 * refuse what is right.
 *
 * @param file the path or URL of the YAML document
 * @throws Error when it is not YAML or not OpenAPI 3.1, with each fault
 */
export async function readContract(file: string | URL): Promise<Contract> {
  const yaml = await readFile(file, 'utf8');
  const document = parse(yaml);
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  if (!valid) throw new Error(`${file} is not a valid OpenAPI document:\n${JSON.stringify(errors, null, 2)}`);
  const definition = (await $RefParser.dereference(withoutMappings(document))) as OpenAPIV3_1.Document;
  return { yaml, document, definition, operations: operationsOf(definition) };
}

/** A discriminator's mapping names references, of which none is left; Ajv tells the schemas apart by their `const`. */
function withoutMappings(document: unknown) {
  return JSON.parse(JSON.stringify(document), (key, value) => {
    if (key === 'discriminator') delete value.mapping;
    return value;
  });
}

export function operationsOf(definition: OpenAPIV3_1.Document): Operation[] {
  return Object.entries(definition.paths ?? {}).flatMap(([path, item = {}]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      return {
        ...operation,
        path,
        method,
        parameters: [...(operation.parameters ?? []), ...(item.parameters ?? [])],
        security: operation.security ?? definition.security ?? [],
      } as unknown as Operation;
    }),
  );
}
