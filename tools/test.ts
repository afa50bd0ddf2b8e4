import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments } from './shared/arguments';
import { closingLine, sum } from './shared/counts';
import { prepareEngine } from './shared/engine';
import { root } from './shared/root';
import { testFolder } from './test/folder';
import { testProjects } from './test/projects';

export const help = `Example: npm test
         npm test -- core
         npm test -- philox

Usage: npm test [-- PACKAGE | PATTERN]

Fetches the engine where it is missing and runs the tests: of every package (Nx leaves out what has passed before
and has not changed since), of the examples and of the tools. With an argument: those of one package, or those whose
path contains PATTERN. Ends with "N passed, N failed".`;

export async function run(args: readonly string[]): Promise<number> {
  const { positionals } = parseArguments(args, {}, '[PATTERN]');
  const engine = await prepareEngine();
  const [asked] = positionals;
  const runs =
    asked === undefined ? await testAll('folder' in engine ? engine.folder : 'none') : [await testChosen(asked)];
  const total = sum(runs);
  console.log(closingLine(total));
  return total.failed === 0 ? 0 : 1;
}

async function testAll(engine: string) {
  const others = ['examples', 'tools'].filter((folder) => existsSync(join(root, folder)));
  const runs = [await testProjects(engine)];
  for (const folder of others) runs.push(await testFolder(folder));
  return runs;
}

function testChosen(asked: string) {
  const folder = join('packages', asked);
  return existsSync(join(root, folder)) ? testFolder(folder) : testFolder('.', asked);
}
