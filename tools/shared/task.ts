import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, runCommand } from './command';
import { root } from './root';

const tools = join(root, 'tools');

/** Runs the tool `tools/NAME.ts`. The first argument is its name, the others are passed to it. */
export async function runTask([name = '', ...args]: readonly string[]): Promise<void> {
  const names = readdirSync(tools).flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? []);
  if (names.includes(name)) return runCommand(require(join(tools, name)) as Command, args);
  const asked = name === '' || name === '--help' || name === '-h';
  if (!asked) console.error(`Unknown tool "${name}".`);
  console.error(`Usage: node tools/task.js NAME [ARGUMENT...]\nTools: ${names.join(', ')}. Each has --help.`);
  process.exitCode = asked ? 0 : 2;
}
