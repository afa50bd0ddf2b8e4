import { parseArguments } from './shared/arguments';
import { prepareEngine } from './shared/engine';

export const help = `Example: npm run setup

Fetches the tensor engine (libtensorflow, from PyPI with pip) into ~/.cache/noprop where it is missing. The other
commands do so by themselves. Environment: NOPROP_CACHE names another folder than ~/.cache/noprop.

Exit codes: 0 it is there, 4 it cannot be had here.`;

export async function run(args: readonly string[]): Promise<number> {
  parseArguments(args, {}, '');
  const engine = await prepareEngine();
  if (engine.status === 'unavailable') return 4;
  console.log(`libtensorflow is in ${engine.folder}.`);
  return 0;
}
