import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes a folder for this process alone: PGlite has no lock of its own, and two processes in one folder lose writes.
 * The lock is the operating system's, held through SQLite, so it ends with the process however that ends.
 *
 * @param folder made if it is missing
 * @returns gives the folder back
 * @throws Error that names the process that has it
 */
export function lockFolder(folder: string): () => void {
  if (folder.startsWith('memory://')) return () => {};
  mkdirSync(folder, { recursive: true });
  // One folder has many spellings, and must have one lock.
  const real = realpathSync(folder);
  const holder = `${real}.lock.pid`;
  const lock = new DatabaseSync(`${real}.lock`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw new Error(
      `The embedded database in ${folder} is in use by process ${readHolder(holder)}. Stop that one, or set DATABASE_DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  writeFileSync(holder, String(process.pid));
  return () => lock.close();
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'unknown';
  }
}
