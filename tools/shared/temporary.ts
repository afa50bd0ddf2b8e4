import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { removeFolder } from '../../packages/core/src/testing/processes';
import { findFiles } from './find-files';
import { root } from './root';

const scope = '@noprop';
const installed = join(root, 'node_modules');

/** Runs work in an empty temporary folder and removes the folder afterwards. */
export async function withBareFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'noprop-tools-')));
  try {
    return await work(folder);
  } finally {
    await removeFolder(folder);
  }
}

/** Runs work in a temporary folder with these files and our dependencies, and removes the folder afterwards. */
export async function withFolder<T>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => T | Promise<T>,
): Promise<T> {
  return withBareFolder((folder) => {
    symlinkSync(installed, join(folder, 'node_modules'));
    addFiles(folder, files);
    return work(folder);
  });
}

/** Runs work in a copy of this checkout with our dependencies, but nothing built or cached. */
export async function withCheckout<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  return withBareFolder((folder) => {
    const files = findFiles(root, () => true).map((file) => relative(root, file));
    for (const file of files.filter((each) => !each.startsWith('runs/'))) cpSync(join(root, file), join(folder, file));
    const modules = join(folder, 'node_modules');
    cpSync(join(installed, scope), join(modules, scope), { recursive: true, verbatimSymlinks: true });
    const foreign = readdirSync(installed).filter((name) => name !== scope);
    for (const name of foreign) symlinkSync(join(installed, name), join(modules, name));
    return work(folder);
  });
}

export function addFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
