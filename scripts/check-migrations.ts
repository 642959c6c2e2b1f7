// Fails when the migrations do not lead to the schema that the entities describe.
import { readConfig } from '../src/config.ts';
import { prepareDatabase } from '../src/database/prepare.ts';

const { database } = await prepareDatabase(readConfig({ DATABASE_DATA_DIR: 'memory://' }));
const missing = await database.orm.schema.getUpdateSchemaSQL();
await database.close();
if (missing.trim() !== '') {
  console.error(`The entities and the migrations disagree. A migration is missing that runs:\n${missing}`);
  process.exitCode = 1;
}
