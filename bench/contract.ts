// What the contract layer costs by itself, whatever the database does. "npm run bench:contract".
import fastJson from 'fast-json-stringify';
import { OpenAPIRouter } from 'openapi-backend';
import { type Contract, type MediaType, type Operation, readContract } from '../src/contract/document.ts';
import { ContractRouter } from '../src/contract/router.ts';
import { ContractValidator } from '../src/contract/validator.ts';

interface Page {
  items: object[];
}

const contract = await readContract(new URL('../openapi.yaml', import.meta.url));

/** @returns microseconds that one call takes: the least of several rounds, which other work disturbs the least */
function cost(work: () => unknown, calls = 2000, rounds = 15): string {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    for (let call = 0; call < calls; call++) work();
    least = Math.min(least, performance.now() - began);
  }
  return ((least / calls) * 1000).toFixed(2);
}

function contractOf(count: number): Contract {
  const paths: Record<string, object> = {};
  const operations = Array.from({ length: count }, (_none, index) => {
    const operation = { operationId: `get${index}`, parameters: [], responses: {}, security: [] };
    const path = `/api/{user_id}/things${index}/{thing_id}`;
    paths[path] = { get: operation };
    return { ...operation, path, method: 'get' } as Operation;
  });
  return { ...contract, operations, definition: { ...contract.definition, paths } };
}

console.log('| operations | router, µs | that of openapi-backend, µs |\n|--:|--:|--:|');
for (const count of [4, 16, 44, 200]) {
  const planted = contractOf(count);
  const request = { method: 'get', path: `/api/me/things${count - 1}/1`, headers: {} };
  const compiled = new ContractRouter(planted);
  const own = new OpenAPIRouter({ definition: planted.definition });
  const [ours, theirs] = [cost(() => compiled.matchOperation(request)), cost(() => own.matchOperation(request), 100)];
  console.log(`| ${count} | ${ours} | ${theirs} |`);
}

const list = contract.operations.find(({ operationId }) => operationId === 'listTasks') as Operation;
const media = list.responses[200]?.content?.['application/json'];
const { schema, example } = media as MediaType & { example: Page };
const page = { ...example, items: Array.from({ length: 20 }, () => ({ ...example.items[0] })) };
const write = fastJson(structuredClone(schema) as Parameters<typeof fastJson>[0]);
console.log(
  `\nA page of 20 tasks is written in ${cost(() => write(page))} µs, ${cost(() => JSON.stringify(page))} µs by JSON.stringify.`,
);

const began = performance.now();
await readContract(new URL('../openapi.yaml', import.meta.url));
const read = performance.now();
new ContractValidator(contract);
console.log(
  `The contract is read and held to OpenAPI 3.1 in ${(read - began).toFixed()} ms, its validators are compiled in ${(performance.now() - read).toFixed()} ms.`,
);
