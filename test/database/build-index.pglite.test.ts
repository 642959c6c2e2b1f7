import { expect, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { planted } from '../support/planted.ts';
import { newDatabase } from '../support/server.ts';

test('the embedded database, too, has the index', async () => {
  const orm = await planted(await newDatabase());
  expect(await migrate(orm)).toEqual(['Migration29990101000000_planted']);
  expect(await migrate(orm)).toEqual([]);
});
