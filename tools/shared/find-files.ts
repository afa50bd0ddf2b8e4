import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder whose name passes, sorted by path; `node_modules` and hidden folders are left out. */
export function findFiles(folder: string, wanted: (name: string) => boolean): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return isOurs(entry.name) ? findFiles(path, wanted) : [];
      return entry.isFile() && wanted(entry.name) ? [path] : [];
    })
    .sort();
}

const isOurs = (folder: string): boolean => folder !== 'node_modules' && !folder.startsWith('.');
