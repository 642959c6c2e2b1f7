import { randomUUIDv7 } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operation, Parameter, Schema } from '../../src/contract/document.ts';
import { readParameter } from '../../src/contract/scalars.ts';
import { headerText, type Invalid, invalid } from '../support/arbitraries.ts';
import { newUser, type Sent } from '../support/client.ts';
import { contract } from '../support/contract.ts';
import { bodySchema, inputs, send, type Values } from '../support/inputs.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { regressions } from './regressions.ts';

// A failure prints the seed to run it again with: SEED=... npx vitest run generated
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const check = <T>(property: fc.IAsyncProperty<T>, numRuns: number, examples: T[] = []) =>
  fc.assert(property, { seed, numRuns, examples, endOnFailure: false });

let server: TestServer;
beforeAll(async () => {
  console.log(`The generated tests have the seed ${seed}.`);
  server = await startServer();
});
afterAll(() => server.close());

/** Whether the body names tasks; those that are made up are not there. */
const namesTasks = (operation: Operation) => JSON.stringify(bodySchema(operation) ?? '').includes('"task_id"');

describe('what the contract allows is served', () => {
  test.each(contract.operations)('$operationId', async (operation) => {
    const served = fc.asyncProperty(inputs(operation), async (input) => {
      const { status } = await send(server.client, operation, input);
      // A precondition may fail, a copy be current: both are answers to a request that is in order.
      const made = status === 404 && namesTasks(operation);
      expect(status === 304 || status === 412 || status < 300 || made).toBe(true);
    });
    await check(
      served,
      15,
      regressions[operation.operationId]?.map((input) => [input]),
    );
  });
});

describe('what the contract forbids is refused, and the place is named', () => {
  const bodies = contract.operations.flatMap((operation) =>
    (bodySchema(operation) ? invalid(bodySchema(operation) as never) : []).map((broken) => ({ operation, broken })),
  );
  test.each(bodies)(
    '422 $operation.operationId: $broken.keyword at "$broken.pointer"',
    async ({ operation, broken }) => {
      const refused = fc.asyncProperty(broken.value, async (body) => {
        const { status, body: problem } = await send(server.client, operation, { query: {}, header: {}, body });
        expect(status).toBe(422);
        expect(problem.violations.map(({ pointer }: { pointer: string }) => pointer)).toContainEqual(
          expect.stringMatching(`^${broken.pointer}`),
        );
      });
      await check(refused, 4);
    },
  );

  const parameters = contract.operations.flatMap((operation) =>
    operation.parameters.flatMap((parameter) =>
      invalid(parameter.schema, isPlain(parameter) ? headerText : undefined)
        .filter((broken) => canBreak(parameter, broken))
        .map((broken) => ({ operation, parameter, broken })),
    ),
  );
  test.each(parameters)(
    '422 $operation.operationId: $broken.keyword of $parameter.name',
    async ({ operation, parameter, broken }) => {
      const sendable = broken.value
        .map((value) => (parameter.schema.type === 'array' ? (value as unknown[]) : String(value)))
        .filter((value) => canCarry(parameter, broken.keyword, value));
      const refused = fc.asyncProperty(sendable, async (value) => {
        const input = { query: {}, header: {}, [parameter.in]: { [parameter.name]: value } };
        const required = bodySchema(operation) && operation.requestBody?.required;
        const [media] = Object.values(operation.requestBody?.content ?? {});
        const { status, body: problem } = await send(
          server.client,
          operation,
          { ...input, ...(required && { body: media?.example }) },
          parameter.in === 'path' ? { [parameter.name]: value } : {},
        );
        expect(status).toBe(422);
        expect(problem.violations).toContainEqual(expect.objectContaining({ in: parameter.in, name: parameter.name }));
      });
      await check(refused, 4);
    },
  );
});

/** Headers carry no other text, and a long URL of other text is more than a server reads. */
const isPlain = ({ in: location, schema }: Parameter) => location === 'header' || (schema.maxLength ?? 0) > 1000;

/** Text is always a string, and an empty segment of a path is another path. */
function canBreak({ in: location, schema }: Parameter, { keyword, pointer }: Invalid): boolean {
  const type = pointer === '' ? schema.type : (schema as { items: Schema }).items.type;
  if (keyword === 'type') return type !== 'string' && type !== 'array';
  // An empty list is no parameter at all.
  if (keyword === 'minItems') return false;
  return !(location === 'path' && keyword === 'minLength');
}

/** An empty segment makes another path, and text that is read as the right type is no violation of it. */
function canCarry(parameter: Parameter, keyword: string, value: string | unknown[]): boolean {
  if (keyword === 'type') return typeof readParameter(parameter, [String(value)]) === 'string';
  return parameter.in !== 'path' || value !== '';
}

describe('sequences', () => {
  const steps = fc.array(fc.constantFrom('read', 'update', 'replace', 'complete', 'foreign', 'delete'), {
    maxLength: 12,
  });

  test("a task is what the last change made of it, is gone after its deletion, and is never another's", async () => {
    const walked = fc.asyncProperty(steps, async (walk) => {
      const { client } = server;
      const [owner, other] = [newUser(), newUser()];
      const { body: created } = await client.post(`/api/${owner}/tasks`, { title: 'Step 0' });
      const path = `/api/${owner}/tasks/${created.id}`;
      let expected: Values | undefined = { title: 'Step 0', description: null, completed: false, version: 1 };
      const change = (changes: Values) => {
        expected = expected && { ...expected, ...changes, version: (expected.version as number) + 1 };
      };
      for (const [index, step] of walk.entries()) {
        const title = `Step ${index + 1}`;
        let answer: Sent;
        if (step === 'foreign') {
          answer = await client.patch(`/api/${other}/tasks/${created.id}`, { title });
          expect(answer.status).toBe(404);
          continue;
        }
        if (step === 'read') answer = await client.get(path);
        else if (step === 'update') answer = await client.patch(path, { title });
        else if (step === 'replace') answer = await client.put(path, { title, description: title });
        else if (step === 'complete') answer = await client.patch(`${path}/complete`);
        else answer = await client.delete(path);
        if (expected === undefined) {
          expect(answer.status).toBe(404);
          continue;
        }
        if (step === 'update') change({ title });
        if (step === 'replace') change({ title, description: title, completed: false });
        if (step === 'complete') change({ completed: !expected.completed });
        if (step === 'delete') {
          expect(answer.status).toBe(204);
          expected = undefined;
        } else expect(answer.body).toMatchObject(expected);
      }
      const items = (await client.get(`/api/${owner}/tasks`)).body.items;
      expect(items).toEqual(expected ? [expect.objectContaining(expected)] : []);
      expect((await client.get(`/api/${owner}/tasks/${randomUUIDv7()}`)).status).toBe(404);
    });
    await check(walked, 25);
  });
});
