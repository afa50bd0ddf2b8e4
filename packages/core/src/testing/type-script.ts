import { join } from 'node:path';

/** Arguments of Node, before a file, with which a process runs TypeScript from source. */
export const typeScriptArguments = [
  '-r',
  join(__dirname, '..', '..', '..', '..', 'tools', 'ts-node', 'preload.js'),
] as const;
