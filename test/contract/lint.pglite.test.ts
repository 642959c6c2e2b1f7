import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contract } from '../support/contract.ts';

/** The contract with faults that its lint must find. */
function plantFaults(): string {
  // biome-ignore lint/suspicious/noExplicitAny: what is written here is no contract
  const { paths, components } = structuredClone(contract.document) as any;
  const { get, post } = paths['/api/{user_id}/tasks'];
  delete get.summary;
  delete get.description;
  get.parameters.push(
    { name: 'access_token', in: 'query', schema: { type: 'boolean' } },
    { name: 'unbounded', in: 'query', schema: { type: 'integer' } },
    { name: 'endless', in: 'query', schema: { type: 'string' } },
  );
  post.responses['201'].content['application/json'].example.version = 'one';
  components.schemas.Completed.examples = ['perhaps'];
  components.schemas.Unused = { description: 'Unused', type: 'array', items: { type: 'boolean' } };
  components.parameters.TaskId.schema = { type: 'integer', minimum: 1, maximum: 9 };
  return JSON.stringify({ ...contract.document, paths, components });
}

/** @returns the names of the rules by which a linter of the project refuses what it is given */
function refusals(tool: string, args: string[], input = ''): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = execFile(`node_modules/.bin/${tool}`, ['lint', '--format=json', ...args], (error, stdout) => {
      if (error?.code !== 1) return reject(error ?? new Error(`${tool} lets it pass`));
      const names = stdout.matchAll(/^\s*"(?:ruleId|code)": "(.+)"/gm).map(([, name]) => name as string);
      resolve([...new Set(names)].sort());
    });
    child.stdin?.end(input);
  });
}

test('Redocly refuses what is wrong with a contract', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'task-api-lint-'));
  const file = join(folder, 'openapi.yaml');
  await writeFile(file, plantFaults());
  const rules = await refusals('redocly', ['--config=redocly.yaml', file]).finally(() =>
    rm(folder, { recursive: true }),
  );
  expect(rules).toEqual([
    'no-invalid-media-type-examples',
    'no-invalid-parameter-examples',
    'no-invalid-schema-examples',
    'no-unused-components',
    'operation-summary',
  ]);
});

test('Spectral refuses what is wrong with a contract, or unsafe', async () => {
  const rules = await refusals('spectral', ['--quiet', '--stdin-filepath=openapi.yaml'], plantFaults());
  expect(rules).toEqual([
    'no-credentials-in-url',
    'oas3-parameter-description',
    'oas3-unused-component',
    'oas3-valid-media-example',
    'operation-description',
    'owasp:api1:2023-no-numeric-ids',
    'owasp:api4:2023-array-limit',
    'owasp:api4:2023-integer-limit',
    'owasp:api4:2023-string-limit',
    'owasp:api4:2023-string-restricted',
  ]);
});
