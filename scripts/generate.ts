// Writes generated/openapi.ts, or the file that is named, from the contract; with --check, fails when it is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import { readContract } from '../src/contract/document.ts';

const contract = new URL('../openapi.yaml', import.meta.url);
const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } });
const target = positionals[0] ?? fileURLToPath(new URL('../generated/openapi.ts', import.meta.url));

// openapi-typescript leaves a query parameter optional although its default fills it in.
const { operations } = await readContract(contract);
const withDefault = operations.flatMap(({ operationId, parameters }) => {
  const names = parameters
    .filter(({ schema }) => schema && 'default' in schema)
    .map(({ name }) => JSON.stringify(name));
  return names.length > 0 ? [`  ${operationId}: ${names.join(' | ')};\n`] : [];
});

const generated = `// Generated from openapi.yaml by "npm run generate". Do not edit.
${astToString(await openapiTS(contract, { enumValues: true }))}
/** The parameters whose default the server fills in, by operation. */
export interface ParametersWithDefault {
${withDefault.join('')}}
`;

if (!values.check) await writeFile(target, generated);
else if ((await readFile(target, 'utf8').catch(() => '')) !== generated) {
  console.error(`${target} is stale. Run "npm run generate" and commit it.`);
  process.exitCode = 1;
}
