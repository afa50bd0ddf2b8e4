import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli, withFolder } from '../run-cli';
import { checkTwin } from './twins';

const test = suite('twins of the shipped pipelines');

/** Real MNIST if NOPROP_DATA has it, else glyphs. */
const hasMnist = existsSync(join(process.env.NOPROP_DATA ?? '', 'mnist', 'train-images-idx3-ubyte.gz'));
const replaced = hasMnist ? [] : ['dataset.uses=noprop/glyphs'];

const run = (file: string, ...overrides: readonly string[]): Promise<RunResult> =>
  withFolder((folder) => {
    const args = ['run', `pipelines/${file}`, ...replaced, ...overrides, '--runs', folder, '--json'];
    const { code, stdout, stderr } = runCli(args);
    assert.is(code, 0, stderr);
    return JSON.parse(stdout.trim().split('\n').at(-1) as string) as RunResult;
  });

for (const cell of ['dt-one-hot', 'ct-one-hot', 'fm-one-hot', 'ct-prototype', 'fm-dim-20']) {
  const file = `smoke/table-1/mnist/noprop-${cell}.yaml`;
  test(`run through the command${hasMnist ? '' : ' on glyphs'}: ${file}`, async () => checkTwin(file, await run(file)));
}

test('learn: with more images, a NoProp-DT block alone is far better than chance', async () => {
  const sizes = [
    'training.limit=1024',
    'training.epochs=2',
    'blocks.with={ channels: [8, 8, 16], hidden: 64, fusion: 32 }',
  ];
  const { evaluation } = await run(
    'smoke/table-1/mnist/noprop-dt-one-hot.yaml',
    ...sizes,
    'optimizer.with.learningRate=0.002',
  );
  const { alone } = evaluation.test as { readonly alone: readonly number[] };
  const best = Math.max(...alone);
  assert.ok(best > 0.3, `the best block alone has ${best}, chance is 0.1`);
});

test.run();
