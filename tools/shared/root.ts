import { join, resolve } from 'node:path';

/** The repository's root folder. */
export const root = resolve(__dirname, '..', '..');

/** The program that an installed package brings; Node can run it. */
export const program = (name: string): string => join(root, 'node_modules', '.bin', name);
