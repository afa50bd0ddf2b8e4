import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isTemporaryName } from './write-file';

/**
 * Removes the temporary files that killed processes left in a folder. Call it only while holding the folder's lock,
 * because a process that is still writing would lose its file.
 * @returns the names of the removed files
 */
export function removeTemporaries(folder: string): readonly string[] {
  const names = readdirSync(folder).filter(isTemporaryName).sort();
  for (const name of names) rmSync(join(folder, name), { force: true });
  return names;
}
