import { join, relative } from 'node:path';
import { $ } from 'zx';
import { parseArguments } from './shared/arguments';
import { prepareEngine } from './shared/engine';
import { findFiles } from './shared/find-files';
import { root } from './shared/root';

export const help = `Example: npm run bench -- --only step
         npm run -s bench -- --json

Runs bench/*.bench.ts one after another and prints one measurement per line: name, value, unit. --json prints one JSON
object per line; --only NAME selects the files whose name contains NAME. Let nothing else run on the machine meanwhile.`;

export async function run(args: readonly string[]): Promise<number> {
  const options = { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } } as const;
  const { values } = parseArguments(args, options, '');
  const files = findFiles(join(root, 'bench'), (name) => name.endsWith('.bench.ts') && name.includes(values.only));
  if (files.length === 0) console.error(`No bench/*.bench.ts has "${values.only}" in its name.`);
  await prepareEngine();
  const node = $({ cwd: root, nothrow: true, stdio: 'inherit' });
  let failed = files.length === 0;
  for (const file of files) {
    const flags = values.json ? ['--json'] : [];
    const { exitCode } = await node`${process.execPath} -r ./tools/ts-node/preload.js ${file} ${flags}`;
    if (exitCode !== 0) console.error(`${relative(root, file)} ended with exit code ${exitCode}.`);
    failed ||= exitCode !== 0;
  }
  return failed ? 1 : 0;
}
