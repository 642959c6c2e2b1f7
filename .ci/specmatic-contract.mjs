// What Specmatic can use of the contract, about two tasks of one user; docs/contract-tests.md says why.
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

const [user, task, taskToDelete] = process.argv.slice(2);
const contract = parse(readFileSync('openapi.yaml', 'utf8'));
const { parameters, schemas } = contract.components;
const only = (value) => ({ type: 'string', enum: [value] });

schemas.Title.pattern = '^[!-~]{1,200}$';
for (const [name, value] of [
  ['IfMatch', '*'],
  ['IfNoneMatch', '"0"'],
]) {
  parameters[name] = { ...parameters[name], schema: only(value), example: value };
}
parameters.TaskId = { ...parameters.TaskId, schema: { ...only(task), format: 'uuid' }, example: task };

const paths = {};
for (const [path, item] of Object.entries(contract.paths)) {
  item.parameters = item.parameters?.filter(({ $ref }) => $ref !== '#/components/parameters/UserId');
  paths[path.replace('{user_id}', user)] = item;
  if (item.get) item.get.parameters = item.get.parameters?.filter(({ name }) => name !== 'cursor');
  if (item.delete) {
    const id = { ...parameters.TaskId, schema: { ...only(taskToDelete), format: 'uuid' }, example: taskToDelete };
    item.delete.parameters = [id];
  }
}
delete paths['/openapi.json'];
process.stdout.write(stringify({ ...contract, paths }, { aliasDuplicateObjects: false }));
