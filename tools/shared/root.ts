import { join, resolve } from 'node:path';

/** The repository's root folder. */
export const root = resolve(__dirname, '..', '..');

/** A file of an installed dependency, which Node can run. */
export const dependency = (path: string): string => join(root, 'node_modules', path);
