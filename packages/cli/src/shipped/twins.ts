import { type RunResult, runPlan } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../run-cli';
import { planOf, twinsByPlan } from './pipelines';

/** What a run reports: steps, names of its loss terms, and the numbers of accuracies in its chain and of blocks alone. */
interface Shown {
  /** 256 images in batches of 32 are eight steps per pass: NoProp-DT has three passes, target propagation two. */
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

/** Figures 7 and 11 use NoProp-DT, too. */
const shownOf = (file: string): Shown =>
  Object.entries(shown).find(([name]) => file.includes(name))?.[1] ?? { steps: 24, terms: PAPER, chain: 3, alone: 3 };

/** For tests: asserts that a run of a twin completed and reports what its method reports. */
export function checkTwin(file: string, { status, evaluation, terms, steps: done }: RunResult): void {
  const expected = shownOf(file);
  const { accuracy, images, chain, alone } = evaluation.test as Record<string, number | number[]>;
  assert.is(status, 'completed');
  assert.is(done, expected.steps);
  assert.is(images, 500);
  assert.ok((accuracy as number) >= 0 && (accuracy as number) <= 1, `accuracy ${accuracy}`);
  assert.is((chain as number[]).length, expected.chain);
  assert.is((alone as number[]).length, expected.alone);
  assert.equal(Object.keys(terms), expected.terms);
  for (const value of Object.values(terms)) assert.ok(Number.isFinite(value), JSON.stringify(terms));
}

/** For tests: runs the twins on a dataset, one per plan, in this process. pipelines.test.ts checks that the plans differ. */
export function testTwins(dataset: string): void {
  const test = suite(`twins of the shipped pipelines on ${dataset}`);
  for (const [file, ...repeats] of twinsByPlan.filter(([name]) => name.includes(`/${dataset}/`))) {
    test(`run ${file}${repeats.length > 0 ? `, which is also ${repeats.join(' and ')}` : ''}`, () =>
      withFolder(async (folder) => {
        const { signal } = new AbortController();
        const { result } = await runPlan(await planOf(file), { runs: folder, onEvent: () => undefined, signal });
        checkTwin(file, result);
      }));
  }
  test.run();
}
