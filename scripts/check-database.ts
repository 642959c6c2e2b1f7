// Fails when the migrations do not lead to the schema that the entities describe, or the tables are not as the contract
// says: the entity, the migrations and the contract name one thing three times.
import { readConfig } from '../src/config.ts';
import { readContract } from '../src/contract/document.ts';
import { prepareDatabase } from '../src/database/prepare.ts';
import { disagreements } from './disagreements.ts';

const contract = await readContract(new URL('../openapi.yaml', import.meta.url));
const { database } = await prepareDatabase(readConfig({ DATABASE_DATA_DIR: 'memory://' }));
const missing = await database.orm.schema.getUpdateSchemaSQL();
const faults = await disagreements(database.fork(), 'task', contract, 'Task');
await database.close();

if (missing.trim() !== '') {
  console.error(`The entities and the migrations disagree. A migration is missing that runs:\n${missing}`);
  process.exitCode = 1;
}
if (faults.length > 0) {
  console.error(`The table task and the contract's Task disagree:\n${faults.join('\n')}`);
  process.exitCode = 1;
}
