import { join, resolve } from 'node:path';

/** Root folder of the repository. */
export const root = resolve(__dirname, '..', '..');

/** A program of an installed package, to be run with Node. */
export const program = (name: string): string => join(root, 'node_modules', '.bin', name);
