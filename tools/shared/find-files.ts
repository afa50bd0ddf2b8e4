import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder whose name passes the test, sorted by path, without `node_modules` and hidden folders. */
export function findFiles(folder: string, matches: (name: string) => boolean): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return isOurs(entry.name) ? findFiles(path, matches) : [];
      return entry.isFile() && matches(entry.name) ? [path] : [];
    })
    .sort();
}

const isOurs = (folder: string): boolean => folder !== 'node_modules' && !folder.startsWith('.');
