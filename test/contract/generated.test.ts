import { randomUUIDv7 } from 'node:crypto';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operation, Parameter, Schema } from '../../src/contract/document.ts';
import { readParameter } from '../../src/contract/scalars.ts';
import { headerText, type Invalid, invalid, valid } from '../support/arbitraries.ts';
import { newUser, type Sent } from '../support/client.ts';
import { contract } from '../support/contract.ts';
import { sampleOf } from '../support/sample.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { regressions } from './regressions.ts';

type Values = Record<string, unknown>;

interface Input {
  query: Values;
  header: Values;
  body?: unknown;
}

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

// Opaque to clients: taken from an answer, as the links of the contract say, never made.
const fromAnswers = new Set(
  JSON.stringify(contract.definition.components?.links ?? {}).match(/(?<=")\w+(?=":"\$response)/g) ?? [],
);

const madeParameters = ({ parameters }: Operation, location: Parameter['in']) =>
  parameters.filter((parameter) => parameter.in === location && !fromAnswers.has(parameter.name));

function values(operation: Operation, location: Parameter['in']): Arbitrary<Values> {
  const own = madeParameters(operation, location);
  const model = Object.fromEntries(own.map(({ name, schema }) => [name, valid(schema)]));
  return fc.record(model, { requiredKeys: [], noNullPrototype: true });
}

const bodySchema = ({ requestBody }: Operation) => Object.values(requestBody?.content ?? {})[0]?.schema;

function inputs(operation: Operation): Arbitrary<Input> {
  const schema = bodySchema(operation);
  return fc.record({
    query: values(operation, 'query'),
    header: values(operation, 'header'),
    ...(schema && {
      body: operation.requestBody?.required ? valid(schema) : fc.option(valid(schema), { nil: undefined }),
    }),
  });
}

/** Sends a request to the operation, for a task that exists unless its path says otherwise. */
async function send(operation: Operation, { query, header, body }: Input, path: Values = {}): Promise<Sent> {
  const { user, id } = await sampleOf(server.client, operation);
  const segments = { user_id: user, task_id: id, ...path };
  const filled = operation.path.replace(/\{(\w+)\}/g, (_all, name) =>
    encodeURIComponent(String(segments[name as keyof typeof segments])),
  );
  const search = Object.entries(query).flatMap(([name, value]) => {
    const { explode } = operation.parameters.find((parameter) => parameter.name === name) ?? {};
    const texts = [value].flat().map((one) => encodeURIComponent(String(one)));
    return (explode === false ? [texts.join()] : texts).map((text) => `${encodeURIComponent(name)}=${text}`);
  });
  const [mediaType] = Object.keys(operation.requestBody?.content ?? {});
  return server.client.send(operation.method.toUpperCase(), `${filled}${search.length ? '?' : ''}${search.join('&')}`, {
    headers: {
      ...Object.fromEntries(Object.entries(header).map(([name, value]) => [name, String(value)])),
      ...(body !== undefined && { 'content-type': mediaType as string }),
    },
    ...(body !== undefined && { raw: JSON.stringify(body) }),
  });
}

/** Whether the body names tasks; those that are made up are not there. */
const namesTasks = (operation: Operation) => JSON.stringify(bodySchema(operation) ?? '').includes('"task_id"');

describe('what the contract allows is served', () => {
  test.each(contract.operations)('$operationId', async (operation) => {
    const served = fc.asyncProperty(inputs(operation), async (input) => {
      const { status } = await send(operation, input);
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
        const { status, body: problem } = await send(operation, { query: {}, header: {}, body });
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
