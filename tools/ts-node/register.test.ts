import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runNode } from '../shared/run-node';
import { addFiles, withCheckout } from '../shared/temporary';

const test = suite('running from source');

const source = (message: string): string => `interface Shape { readonly sides: number }

export function fail({ sides }: Shape): never {
  throw new Error('${message} ' + sides);
}

fail({ sides: 3 });
`;

/** Loads a file in its own process; reports the first line of the error's stack in the file, and whether ts-node was loaded. */
const program = `
const { join } = require('node:path');
require('./tools/bootstrap').bootstrap();
try {
  require(join(process.cwd(), 'packages', 'core', 'src', 'planted.ts'));
} catch (error) {
  const [message, at] = error.stack.split('\\n');
  const compiled = Object.keys(require.cache).some((file) => file.endsWith(join('ts-node', 'dist', 'index.js')));
  console.log(JSON.stringify([message, at.replace(/.*planted/, 'planted'), compiled]));
}`;

test('names the lines of the source in stacks, compiles a source once, and notices every change', () =>
  withCheckout(async (folder) => {
    const run = async (): Promise<unknown> => {
      const { stdout, stderr } = await runNode(['-e', program], folder);
      assert.is(stderr, '');
      return JSON.parse(stdout);
    };
    // A text of its own, because the cache is shared with other checkouts that use these dependencies.
    const message = `of ${folder}`;
    addFiles(folder, { 'packages/core/src/planted.ts': source(message) });
    const at = 'planted.ts:4:9)';
    assert.equal(await run(), [`Error: ${message} 3`, at, true]);
    assert.equal(await run(), [`Error: ${message} 3`, at, false]);
    addFiles(folder, { 'packages/core/src/planted.ts': `\n${source(`changed, ${message}`)}` });
    assert.equal(await run(), [`Error: changed, ${message} 3`, 'planted.ts:5:9)', true]);
  }));

test.run();
