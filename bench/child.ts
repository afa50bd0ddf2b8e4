import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '..');

/** Runs a script of this folder in its own process and returns the JSON lines it prints. */
export function runChild<R>(script: string, args: readonly string[]): R[] {
  const child = spawnSync(process.execPath, ['-r', './tools/ts-node/preload.js', resolve(__dirname, script), ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.status !== 0) throw new Error(`${script} ${args.join(' ')} failed:\n${child.stderr}`);
  return jsonLines(child.stdout);
}

export function jsonLines<R>(text: string): R[] {
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as R);
}
