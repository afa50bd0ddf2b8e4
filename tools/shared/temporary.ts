import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './root';

/** Runs work in a temporary folder that holds these files and finds our dependencies; removes it in any case. */
export async function withFolder<T>(files: Readonly<Record<string, string>>, work: (folder: string) => T | Promise<T>) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'noprop-tools-')));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
