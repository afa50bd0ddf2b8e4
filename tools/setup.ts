import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { $ } from 'zx';
import { cacheRoot, findPip } from '../packages/engine/src/install';
import { parseArguments } from './shared/arguments';
import { prepareEngine } from './shared/engine';
import { root } from './shared/root';

export const help = `Example: npm run setup
         npm run setup -- --test-python

Fetches the tensor engine (libtensorflow, with pip from PyPI) into ~/.cache/noprop if it is missing. Other commands do
this when they need it. NOPROP_CACHE names another folder.

--test-python  installs TensorBoard and MLflow there instead, about 700 MB, for the tests that read sinks with them

Exit codes: 0 installed, 4 unavailable.`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArguments(args, { 'test-python': { type: 'boolean', default: false } }, '');
  if (values['test-python']) return installTestPython(join(cacheRoot(), 'test-python'));
  const engine = await prepareEngine();
  if (engine.status === 'unavailable') return 4;
  console.log(`libtensorflow is in ${engine.folder}.`);
  return 0;
}

/** Installs the Python packages of the tests into a folder, which appears only when it is complete. */
async function installTestPython(folder: string): Promise<number> {
  if (!existsSync(folder)) {
    const pip = await findPip(process.env);
    if (pip === undefined) {
      console.error('pip was not found. Install it, e.g. with: apt-get install python3-pip');
      return 4;
    }
    await mkdir(dirname(folder), { recursive: true });
    const fresh = mkdtempSync(`${folder}-`);
    const requirements = join(root, 'tools', 'python', 'requirements.txt');
    const options = ['--quiet', '--disable-pip-version-check', '--target', fresh, '-r', requirements];
    const { exitCode } = await $({ nothrow: true, stdio: 'inherit' })`${pip} install ${options}`;
    if (exitCode !== 0) {
      rmSync(fresh, { recursive: true, force: true });
      return 4;
    }
    renameSync(fresh, folder);
  }
  console.log(`TensorBoard and MLflow are in ${folder}.`);
  return 0;
}
