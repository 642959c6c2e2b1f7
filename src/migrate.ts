// Migrates and ends: "npm run migrate".
import dotenv from 'dotenv';
import { readConfig } from './config.ts';
import { prepareDatabase } from './database/prepare.ts';

try {
  dotenv.config({ quiet: true });
  const { database, migrations } = await prepareDatabase(readConfig(process.env));
  await database.close();
  console.log(`${database.name} is up to date; ${migrations.length} migrations were run.`, ...migrations);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
