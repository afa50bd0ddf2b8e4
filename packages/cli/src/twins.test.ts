import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type RunResult, runPlan } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli, withFolder } from './run-cli';
import { planOf, twinsByPlan } from './shipped/pipelines';

const test = suite('twins of the shipped pipelines');

/** What a run of each method shows: names of its terms, scores of its chain, of blocks alone. */
interface Shown {
  /** 256 images in batches of 32 are eight steps a pass: NoProp-DT has three passes, target propagation two. */
  readonly steps: number;
  readonly terms: readonly string[];
  readonly chain: number;
  readonly alone: number;
}

const PAPER = ['crossEntropy', 'kl', 'denoising'];

const shown: Readonly<Record<string, Shown>> = {
  'noprop-ct': { steps: 8, terms: PAPER, chain: 10, alone: 0 },
  'noprop-fm-one-hot': { steps: 8, terms: ['flowMatching'], chain: 10, alone: 0 },
  'noprop-fm': { steps: 8, terms: ['flowMatching', 'crossEntropy'], chain: 10, alone: 0 },
  backprop: { steps: 8, terms: ['crossEntropy'], chain: 3, alone: 3 },
  adjoint: { steps: 8, terms: ['crossEntropy'], chain: 10, alone: 0 },
  'forward-forward': { steps: 8, terms: ['positive', 'negative', 'crossEntropy'], chain: 0, alone: 0 },
  'mnist/forward-gradient': { steps: 8, terms: ['local', 'crossEntropy'], chain: 0, alone: 1 },
  'cifar-10/forward-gradient': { steps: 8, terms: ['local', 'crossEntropy'], chain: 0, alone: 4 },
  'difference-target-propagation': { steps: 16, terms: ['target', 'crossEntropy'], chain: 0, alone: 0 },
};

/** Figures 7 and 11 are of NoProp-DT, too. */
const shownOf = (file: string): Shown =>
  Object.entries(shown).find(([name]) => file.includes(name))?.[1] ?? { steps: 24, terms: PAPER, chain: 3, alone: 3 };

function check(file: string, { status, evaluation, terms, steps: done }: RunResult): void {
  const wanted = shownOf(file);
  const { accuracy, images, chain, alone } = evaluation.test as Record<string, number | number[]>;
  assert.is(status, 'completed');
  assert.is(done, wanted.steps);
  assert.is(images, 500);
  assert.ok((accuracy as number) >= 0 && (accuracy as number) <= 1, `accuracy ${accuracy}`);
  assert.is((chain as number[]).length, wanted.chain);
  assert.is((alone as number[]).length, wanted.alone);
  assert.equal(Object.keys(terms), wanted.terms);
  for (const value of Object.values(terms)) assert.ok(Number.isFinite(value), JSON.stringify(terms));
}

// pipelines.test.ts sees that the twins of a group have one plan, and those of two groups two.
for (const [file, ...repeats] of twinsByPlan) {
  test(`run ${file}${repeats.length > 0 ? `, which is ${repeats.join(' and ')}, too` : ''}`, () =>
    withFolder(async (folder) => {
      const { signal } = new AbortController();
      const { result } = await runPlan(await planOf(file), { runs: folder, sink: () => undefined, signal });
      check(file, result);
    }));
}

/** Real MNIST where NOPROP_DATA has it, else glyphs. */
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
  test(`through the command${hasMnist ? '' : ', on glyphs'}: ${file}`, async () => check(file, await run(file)));
}

test('NoProp-DT learns: with more images a block alone is far better than chance', async () => {
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
