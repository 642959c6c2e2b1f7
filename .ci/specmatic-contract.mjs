// What Specmatic can use of the contract, about two tasks of one user; docs/contract-tests.md says why.
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

const [user, task, taskToDelete] = process.argv.slice(2);
const contract = parse(readFileSync('openapi.yaml', 'utf8'));
const { parameters, schemas } = contract.components;
const ifNoneMatch = '#/components/parameters/IfNoneMatch';
const only = (value) => ({ type: 'string', enum: [value] });

schemas.Title.pattern = '^[!-~]{1,200}$';
parameters.Q.schema.pattern = '^[!-~]{1,200}$';
schemas.DueDate = { ...only('2026-02-07'), type: ['string', 'null'], enum: ['2026-02-07', null] };
for (const schema of [schemas.NewTask, schemas.TaskPatch]) {
  for (const name of ['if', 'then']) delete schema[name];
  for (const name of ['due_time', 'time_zone', 'tags']) delete schema.properties[name];
}
for (const [name, value] of [
  ['IfMatch', '*'],
  ['IfNoneMatch', '"0"'],
]) {
  parameters[name] = { ...parameters[name], schema: only(value), example: value };
}
parameters.TaskId = { ...parameters.TaskId, schema: { ...only(task), format: 'uuid' }, example: task };

const filters = ['Completed', 'Overdue', 'Q'].map((name) => `#/components/parameters/${name}`);
const isSendable = ({ name, $ref }) => ['limit', 'include'].includes(name) || [...filters, ifNoneMatch].includes($ref);

const paths = {};
for (const [path, item] of Object.entries(contract.paths)) {
  if (/\/(batch|restore)$/.test(path)) continue;
  item.parameters = item.parameters?.filter(({ $ref }) => $ref !== '#/components/parameters/UserId');
  paths[path.replace('{user_id}', user)] = item;
  if (item.get) item.get.parameters = item.get.parameters?.filter(isSendable);
  for (const { parameters: own } of [item.post, item.patch].filter((operation) => operation?.parameters)) {
    own.splice(0, own.length, ...own.filter(({ $ref }) => $ref !== '#/components/parameters/IdempotencyKey'));
  }
  if (!path.includes('{task_id}')) delete item.delete;
  if (item.delete) {
    const id = { ...parameters.TaskId, schema: { ...only(taskToDelete), format: 'uuid' }, example: taskToDelete };
    item.delete.parameters = [id];
  }
}
delete paths['/openapi.json'];
process.stdout.write(stringify({ ...contract, paths }, { aliasDuplicateObjects: false }));
