import { prepareEngine } from './shared/engine';
import { passThrough } from './shared/pass-through';
import { root } from './shared/root';

export const help = `Example: npm run quickstart
         npm run quickstart -- training.epochs=2

Fetches the engine where it is missing, then trains NoProp-DT on handwritten-looking digits that the program draws
itself, in about a minute: noprop run pipelines/quickstart.yaml. Arguments are passed on to that command.`;

export async function run(args: readonly string[]): Promise<number> {
  await prepareEngine();
  return passThrough(['packages/cli/bin/noprop.js', 'run', 'pipelines/quickstart.yaml', ...args], root);
}
