import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { dataDir as newDatabase } from '@electric-sql/pglite-prepopulatedfs';
import { unpackTar } from 'modern-tar/fs';

/**
 * Puts the files of a new, empty PostgreSQL into a folder that has no database, which is faster than having PGlite make
 * them.
 *
 * @param folder there, and nobody else's
 * @throws an error of the file system
 */
export async function makeFolder(folder: string): Promise<void> {
  const version = join(folder, 'PG_VERSION');
  if (folder.startsWith('memory://') || existsSync(version)) return;
  // By this file PGlite tells a database. It gets its name last, so that what a killed process has left is made anew.
  const unfinished = `${version}.unfinished`;
  const files = unpackTar(folder, {
    map: (header) => (header.name === '/PG_VERSION' ? { ...header, name: '/PG_VERSION.unfinished' } : header),
  });
  await pipeline((await newDatabase()).stream(), createGunzip(), files);
  await rename(unfinished, version);
}
