import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { skipped } from './lint';
import { program } from './shared/root';
import { type NodeRun, runNode } from './shared/run-node';
import { addFiles, withCheckout } from './shared/temporary';

const test = suite('lint');

/** Files that break one rule each, and the line that must report it. */
const planted: Readonly<Record<string, readonly [source: string, line: string]>> = {
  'packages/schedules/src/planted/upwards.ts': [
    `import { noPropDt } from '@noprop/objectives';\n\nexport const objective = noPropDt;\n`,
    '1:1  A project tagged with "layer:schedules" can only depend on libs tagged with "layer:core", "layer:engine". Schedules depend on core and engine only.  [noprop/module-boundaries]',
  ],
  'packages/core/src/planted/upwards.ts': [
    `import { tf } from '@noprop/engine';\n\nexport const zero = tf.scalar(0);\n`,
    '1:1  Circular dependency between "@noprop/core" and "@noprop/engine" detected: @noprop/core -> @noprop/engine -> @noprop/core Circular file chain: ',
  ],
  'packages/runner/src/planted/components.ts': [
    `import { cosine } from '@noprop/schedules';\n\nexport const schedule = cosine;\n`,
    '1:1  A project tagged with "layer:runner" can only depend on libs tagged with "layer:core", "layer:engine", "layer:store". The runner knows contracts, not components.  [noprop/module-boundaries]',
  ],
  'packages/optim/src/planted/relative.ts': [
    `import { convDiscrete } from '../../../blocks/src';\n\nexport const block = convDiscrete;\n`,
    '1:1  Projects cannot be imported by a relative or absolute path, and must begin with a npm scope. Packages import one another by name, along the arrows of ARCHITECTURE.md.  [noprop/module-boundaries]',
  ],
  'packages/optim/src/planted/tensorflow.ts': [
    `import { scalar, type Tensor } from '@tensorflow/tfjs-core';\n\nexport const zero: Tensor = scalar(0);\n`,
    '1:37  "@tensorflow/tfjs-core" may not be imported here. Only the engine touches TensorFlow at run time: take tf from @noprop/engine.  [noprop/third-party]',
  ],
  'packages/cli/src/planted/ajv.ts': [
    `export const loadAjv = () => import('ajv');\n`,
    `1:37  "ajv" may not be imported here. Only core's registry knows ajv.  [noprop/third-party]`,
  ],
  'packages/store/src/planted/yaml.ts': [
    `export const yaml: unknown = require('yaml');\n`,
    '1:38  "yaml" may not be imported here. Only the runner reads YAML.  [noprop/third-party]',
  ],
  'packages/blocks/src/planted/index.ts': [
    `export * from '../plugin';\nexport const two = 2;\n`,
    '2:1  An index.ts only re-exports.  [no-restricted-syntax]',
  ],
  'packages/data/src/planted/every-name.ts': [
    `export * from '../plugin';\n`,
    '1:1  Write out every name that is re-exported.  [no-restricted-syntax]',
  ],
  'packages/data/src/planted/random.ts': [
    'export const draw = (): number => Math.random();\n',
    `1:35  'Math.random' is restricted from being used. Draw from a random stream.  [no-restricted-properties]`,
  ],
  'packages/data/src/planted/promise.ts': [
    'export const read = (): Promise<never> => Promise.reject(7);\n',
    '1:43  Expected the Promise rejection reason to be an Error.  [@typescript-eslint/prefer-promise-reject-errors]',
  ],
  'bench/planted/thrown.ts': [
    `export function fail(): never {\n  throw 'a string';\n}\n`,
    '2:9  Expected an error object to be thrown.  [@typescript-eslint/only-throw-error]',
  ],
};

test('recognizes that ESLint skipped module boundaries for want of a project graph', async () => {
  await withCheckout(async (folder) => {
    const file = 'packages/schedules/src/planted/upwards.ts';
    addFiles(folder, { [file]: `import '@noprop/objectives';\n` });
    const { code, stdout, stderr } = await runNode([program('eslint'), file], folder);
    assert.is(code, 0);
    assert.ok((stdout + stderr).includes(skipped), stdout + stderr);
  });
});

test('passes clean packages, and reports each planted violation in a sentence', async () => {
  await withCheckout(async (folder) => {
    // The whole tree is linted by `npm run lint`; two packages show what a pass looks like.
    const clean = await lint(folder, 'packages/core', 'packages/optim');
    assert.is(clean.code, 0, clean.stdout);
    assert.match(clean.stdout, /^Nx knows \d\d+ projects\.\nESLint looked at \d\d+ files and found 0 problems\.\n/m);
    assert.match(clean.stdout, /\nLint passed\.\n$/);

    addFiles(folder, Object.fromEntries(Object.entries(planted).map(([file, [source]]) => [file, source])));
    addFiles(folder, { 'packages/blocks/src/planted/words.md': 'X is wanted, but this is Y.\n' });
    const folders = [...new Set(Object.keys(planted).map((file) => file.replace(/\/[^/]*$/, '')))];
    const found = await lint(folder, ...folders);
    assert.is(found.code, 1);
    const lines = found.stdout.split('\n');
    for (const [file, [, line]] of Object.entries(planted)) {
      assert.ok(
        lines.some((each) => each.startsWith(`${file}:${line}`)),
        `${file}:${line}\n${found.stdout}`,
      );
    }
    const count = Object.keys(planted).length;
    assert.ok(lines.includes(`ESLint looked at ${count} files and found ${count + 1} problems.`), found.stdout);
    assert.ok(lines.includes(phrase), found.stdout);
    assert.ok(lines.includes('Lint failed: 2 of 5 checks.'), found.stdout);
  });
});

/** What the check of phrases prints for the planted words. */
const phrase =
  'packages/blocks/src/planted/words.md:1:3  "is wanted": Say "Expected X, got Y." or what has to be there.';

const lint = (folder: string, ...paths: string[]): Promise<NodeRun> =>
  runNode([join(folder, 'tools/task.js'), 'lint', ...paths], folder);

test.run();
