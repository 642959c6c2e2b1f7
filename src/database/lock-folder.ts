import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes a folder for this process alone: PGlite has no lock of its own, and two processes in one folder lose writes.
 * The lock is the operating system's, held through SQLite, so it ends with the process however that ends.
 *
 * @param folder made if it is missing
 * @returns gives the folder back
 * @throws Error that names the process that has it, or says that it cannot be written to
 */
export function lockFolder(folder: string): () => void {
  if (folder.startsWith('memory://')) return () => {};
  const file = join(folder, 'server.lock');
  const holder = `${file}.pid`;
  const lock = open(folder, file);
  try {
    lock.exec('begin exclusive');
    writeFileSync(holder, String(process.pid));
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error;
    throw new Error(
      `The embedded database in ${folder} is in use by process ${readHolder(holder)}. Stop that one, or set DATABASE_DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  return () => lock.close();
}

function open(folder: string, file: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true });
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw new Error(
      `Cannot keep a database in ${folder}: ${(error as Error).message}. Set DATABASE_DATA_DIR to a folder that this user can write to.`,
      { cause: error },
    );
  }
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'unknown';
  }
}
