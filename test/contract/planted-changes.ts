// Changes of the contract, each of which a client would notice or would not.
import { contract } from '../support/contract.ts';

/** A dotted path into the contract to its new value there; undefined removes it. */
export type Edits = Record<string, unknown>;

/** What breaks, what is said of it, the edits that do it, and edits made to the released contract beforehand. */
type PlantedBreak = [what: string, said: string, edits: Edits, before?: Edits];

type HarmlessChange = [what: string, edits: Edits, before?: Edits];

const tasks = 'paths./api/{user_id}/tasks';
const task = `${tasks}/{task_id}`;
const schemas = 'components.schemas';
const limit = `${tasks}.get.parameters.0`;
// A parameter behind those that there are.
const last = contract.document.paths?.['/api/{user_id}/tasks']?.get?.parameters?.length;
const view = { name: 'view', in: 'query', schema: { type: 'string', enum: ['newest', 'oldest'] } };
const viewOfNewest = { name: 'view', in: 'query', schema: { type: 'string', enum: ['newest'] } };
const ok = { description: 'Yes.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Task' } } } };

export const breaks: PlantedBreak[] = [
  ['an operation removed', 'DELETE /api/{user_id}/tasks/{task_id}: was removed', { [`${task}.delete`]: undefined }],
  ['a path removed', 'GET /readyz: was removed', { 'paths./readyz': undefined }],
  ['an operation renamed', 'operationId was getTask, is readTask', { [`${task}.get.operationId`]: 'readTask' }],
  [
    'an operation that asks for credentials',
    'GET /api/{user_id}/tasks: asks for other credentials',
    {
      [`${tasks}.get.security`]: [{ token: [] }],
      'components.securitySchemes.token': { type: 'http', scheme: 'bearer' },
    },
  ],

  ['answer: a status removed', 'answer 304: was removed', { [`${task}.get.responses.304`]: undefined }],
  [
    'answer: a status of success replaced',
    'answer 201: was removed',
    { [`${tasks}.post.responses.201`]: undefined, [`${tasks}.post.responses.200`]: ok },
  ],
  [
    'answer: a media type replaced',
    'answer 200, application/json: was removed',
    {
      'components.responses.Task.content': {
        'application/hal+json': { schema: { $ref: '#/components/schemas/Task' } },
      },
    },
  ],
  [
    'answer: a header removed',
    'answer 200, header ETag: was removed',
    { 'components.responses.Task.headers.ETag': undefined },
  ],
  [
    'answer: a header made optional',
    'answer 201, header ETag: is no longer required',
    { 'components.headers.ETag.required': false },
  ],
  [
    'answer: the pattern of a header removed',
    'answer 201, header ETag: pattern was "^\\"[1-9][0-9]*\\"$", is not given',
    { 'components.headers.ETag.schema.pattern': undefined },
  ],
  [
    'answer: a required member removed',
    'answer 200, application/json#/items/*/version: is no longer required',
    {
      [`${schemas}.Task.properties.version`]: undefined,
      [`${schemas}.Task.required`]: [
        'id',
        'user_id',
        'title',
        'description',
        'completed',
        'completed_at',
        'created_at',
        'updated_at',
      ],
    },
  ],
  [
    'answer: an optional member removed',
    'answer 422, application/problem+json#/violations/*/pointer: was removed',
    { [`${schemas}.Violation.properties.pointer`]: undefined },
  ],
  [
    'answer: a member made optional',
    'answer 200, application/json#/next_cursor: is no longer required',
    { [`${schemas}.TaskPage.required`]: ['items'] },
  ],
  [
    'answer: a member that may now be null',
    'answer 200, application/json#/items/*/version: type was "integer", is ["integer","null"]',
    { [`${schemas}.Task.properties.version.type`]: ['integer', 'null'] },
  ],
  [
    'answer: the type of a member changed',
    'answer 200, application/json#/items/*/version: type was "integer", is "string"',
    { [`${schemas}.Task.properties.version.type`]: 'string' },
  ],
  [
    'answer: a value added to an enum',
    'answer 400, application/problem+json#/type: "urn:problem-type:task-api:forbidden" is a new value',
    { [`${schemas}.ProblemType.enum.10`]: 'urn:problem-type:task-api:forbidden' },
  ],
  [
    'answer: a value added to an enum in an array',
    'answer 422, application/problem+json#/violations/*/in: "cookie" is a new value',
    { [`${schemas}.Violation.properties.in.enum.4`]: 'cookie' },
  ],
  [
    'answer: an enum removed',
    'answer 400, application/problem+json#/type: enum was ',
    { [`${schemas}.ProblemType.enum`]: undefined },
  ],
  [
    'answer: a const become an enum',
    'answer 200, application/json#/status: "degraded" is a new value',
    {
      [`${schemas}.Health.properties.status.const`]: undefined,
      [`${schemas}.Health.properties.status.enum`]: ['ok', 'degraded'],
    },
  ],
  [
    'answer: a maximum raised',
    'answer 400, application/problem+json#/status: maximum was 599, is 999',
    { [`${schemas}.Problem.properties.status.maximum`]: 999 },
  ],
  [
    'answer: maxItems raised',
    'answer 200, application/json#/items: maxItems was 100, is 1000',
    { [`${schemas}.TaskPage.properties.items.maxItems`]: 1000 },
  ],
  [
    'answer: minItems removed',
    'answer 422, application/problem+json#/violations: minItems was 1, is not given',
    { [`${schemas}.ValidationProblem.properties.violations.minItems`]: undefined },
  ],
  [
    'answer: a pattern removed',
    'answer 200, application/json#/items/*/created_at: pattern was ',
    { [`${schemas}.Instant.pattern`]: undefined },
  ],
  [
    'answer: a format removed',
    'answer 200, application/json#/items/*/id: format was "uuid", is not given',
    { [`${schemas}.Task.properties.id.format`]: undefined },
  ],

  [
    'request: maxLength lowered',
    'body, application/json#/description: maxLength was 10000, is 5000',
    { [`${schemas}.Description.maxLength`]: 5000 },
  ],
  [
    'request: minLength raised',
    'body, application/json#/title: minLength was 1, is 3',
    { [`${schemas}.Title.minLength`]: 3 },
  ],
  [
    'request: the maximum of a parameter lowered',
    'query limit: maximum was 100, is 50',
    { [`${limit}.schema.maximum`]: 50 },
  ],
  [
    'request: the minimum of a parameter raised',
    'query limit: minimum was 1, is 10',
    { [`${limit}.schema.minimum`]: 10 },
  ],
  [
    'request: a maximum become exclusive',
    'query limit: exclusiveMaximum was not given, is 100',
    { [`${limit}.schema.maximum`]: undefined, [`${limit}.schema.exclusiveMaximum`]: 100 },
  ],
  ['request: multipleOf added', 'query limit: multipleOf was not given, is 10', { [`${limit}.schema.multipleOf`]: 10 }],
  ['request: a default changed', 'query limit: default was 50, is 20', { [`${limit}.schema.default`]: 20 }],
  [
    'request: a pattern added',
    'description: pattern was not given, is "^[a-z]+$"',
    { [`${schemas}.TaskPatch.properties.description`]: { type: 'string', pattern: '^[a-z]+$' } },
  ],
  [
    'request: a pattern narrowed',
    'path user_id: pattern was "^[A-Za-z0-9._@|:+-]{1,128}$", is "^[a-z0-9]{1,128}$"',
    { [`${schemas}.UserId.pattern`]: '^[a-z0-9]{1,128}$' },
  ],
  [
    'request: the format of a path parameter changed',
    'path task_id: format was "uuid", is "uri"',
    { 'components.parameters.TaskId.schema.format': 'uri' },
  ],
  [
    'request: a value removed from an enum',
    'query view: "oldest" is no longer allowed',
    { [`${tasks}.get.parameters.${last}`]: viewOfNewest },
    { [`${tasks}.get.parameters.${last}`]: view },
  ],
  [
    'request: an enum added',
    'query view: enum was not given, is ["newest","oldest"]',
    { [`${tasks}.get.parameters.${last}.schema.enum`]: ['newest', 'oldest'] },
    { [`${tasks}.get.parameters.${last}`]: { ...view, schema: { type: 'string' } } },
  ],
  [
    'request: a choice removed',
    'body, application/json#/operations/*: "restore" is no longer allowed',
    { [`${schemas}.BatchOperation.oneOf.4`]: undefined },
  ],
  [
    'request: a choice restricted',
    'body, application/json#/operations/*(delete)/if_version: is now required',
    { [`${schemas}.BatchDelete.required`]: ['op', 'task_id', 'if_version'] },
  ],
  ['request: a parameter removed', 'query include: was removed', { [`${tasks}.get.parameters.3`]: undefined }],
  ['request: a parameter made required', 'query limit: is now required', { [`${limit}.required`]: true }],
  [
    'request: a required parameter added',
    'query view: is now required',
    { [`${tasks}.get.parameters.${last}`]: { ...view, required: true } },
  ],
  [
    'request: a required member added',
    'body, application/json#/colour: is now required',
    {
      [`${schemas}.NewTask.required`]: ['title', 'colour'],
      [`${schemas}.NewTask.properties.colour`]: { type: 'integer' },
    },
  ],
  [
    'request: a member made required',
    'body, application/json#/description: is now required',
    { [`${schemas}.NewTask.required`]: ['title', 'description'] },
  ],
  [
    'request: a member that may no longer be null',
    'body, application/json#/operations/*(update)/changes/description: type was ["string","null"], is "string"',
    { [`${schemas}.TaskPatch.properties.description`]: { type: 'string', maxLength: 10000 } },
  ],
  [
    'request: a member removed',
    'body, application/json#/operations/*(update)/changes/completed: was removed',
    { [`${schemas}.TaskPatch.properties.completed`]: undefined },
  ],
  [
    'request: the type of a member changed',
    'body, application/json#/completed: type was "boolean", is "string"',
    { [`${schemas}.Completion.properties.completed`]: { type: 'string' } },
  ],
  [
    'request: unknown members refused',
    'body, application/json#/(any other member): is no longer allowed',
    { [`${schemas}.Completion.additionalProperties`]: false },
    { [`${schemas}.Completion.additionalProperties`]: true },
  ],
  [
    'request: a media type removed',
    'body, application/json: was removed',
    { [`${task}.patch.requestBody.content.application/json`]: undefined },
  ],
  ['request: a body made required', 'body: is now required', { [`${task}/complete.patch.requestBody.required`]: true }],
  ['request: a body removed', 'body: was removed', { [`${task}/complete.patch.requestBody`]: undefined }],
];

export const harmlessChanges: HarmlessChange[] = [
  ['nothing', {}],
  [
    'words and examples',
    {
      'info.description': 'New.',
      [`${schemas}.Task.description`]: 'New.',
      [`${schemas}.Title.examples`]: ['New'],
      [`${task}.get.summary`]: 'New',
    },
  ],
  [
    'an operation added',
    { [`${task}.post`]: { operationId: 'copyTask', responses: { '204': { description: 'Gone.' } } } },
  ],
  [
    'a schema renamed',
    {
      [`${schemas}.Toggle`]: {
        type: 'object',
        additionalProperties: false,
        required: ['completed'],
        properties: { completed: { type: 'boolean' } },
      },
      [`${schemas}.Completion`]: undefined,
      [`${task}/complete.patch.requestBody.content.application/json.schema.$ref`]: '#/components/schemas/Toggle',
    },
  ],
  ['answer: a status of failure added', { [`${tasks}.get.responses.429`]: { description: 'Too many.' } }],
  [
    'answer: a media type added',
    { 'components.responses.Task.content.application/hal+json': { schema: { $ref: '#/components/schemas/Task' } } },
  ],
  ['answer: a header added', { 'components.responses.Task.headers.X-Trace': { schema: { type: 'string' } } }],
  ['answer: an optional member added', { [`${schemas}.Task.properties.colour`]: { type: 'integer' } }],
  [
    'answer: a required member added',
    {
      [`${schemas}.TaskPage.properties.count`]: { type: 'integer' },
      [`${schemas}.TaskPage.required`]: ['items', 'next_cursor', 'count'],
    },
  ],
  ['answer: a member that is never null any more', { [`${schemas}.TaskPage.properties.next_cursor.type`]: 'string' }],
  ['answer: a value removed from an enum', { [`${schemas}.Violation.properties.in.enum`]: ['body', 'query', 'path'] }],
  ['answer: a maximum lowered', { [`${schemas}.Problem.properties.status.maximum`]: 511 }],
  ['request: an optional member added', { [`${schemas}.NewTask.properties.colour`]: { type: 'integer' } }],
  ['request: an optional parameter added', { [`${tasks}.get.parameters.${last}`]: view }],
  [
    'request: a media type added',
    {
      'components.requestBodies.NewTask.content.application/cbor': { schema: { $ref: '#/components/schemas/NewTask' } },
    },
  ],
  [
    'request: a choice added',
    {
      [`${schemas}.BatchOperation.oneOf.5`]: {
        type: 'object',
        required: ['op'],
        properties: { op: { type: 'string', const: 'archive' } },
      },
    },
  ],
  ['request: maxLength raised', { [`${tasks}.get.parameters.1.schema.maxLength`]: 4096 }],
  ['request: a pattern removed', { 'components.parameters.IfMatch.schema.pattern': undefined }],
  ['request: a member made optional', { [`${schemas}.Completion.required`]: [] }],
  [
    'request: a value added to an enum',
    { [`${tasks}.get.parameters.${last}`]: view },
    { [`${tasks}.get.parameters.${last}`]: viewOfNewest },
  ],
];
