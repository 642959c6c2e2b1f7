import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { prepareDatabase } from '../../src/database/prepare.ts';
import { newDatabase } from '../support/server.ts';

test('of ten servers that start at once on an empty database, one migrates it', async () => {
  const config = readConfig(await newDatabase());
  const prepared = await Promise.all(Array.from({ length: 10 }, () => prepareDatabase(config)));
  expect(prepared.filter(({ migrations }) => migrations.length > 0)).toHaveLength(1);
  await Promise.all(prepared.map(({ database }) => database.close()));
});

test('migrations run over DATABASE_DIRECT_URL', async () => {
  const { DATABASE_URL: direct } = await newDatabase();
  const pooled = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing', DATABASE_DIRECT_URL: direct };
  const { database, migrations } = await prepareDatabase(readConfig(pooled));
  expect(migrations).not.toEqual([]);
  await database.close();
});
