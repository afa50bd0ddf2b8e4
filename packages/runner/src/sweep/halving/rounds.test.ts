import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Halving } from '../document/sweep-document';
import { budgets } from './budgets';
import { openRounds, type RoundTrial, stoppedTrials } from './rounds';

const test = suite('successive halving');

const halving: Halving = { option: 'training.epochs', from: 1, factor: 2, figure: 'accuracy' };

test('budgets grow until one point is left, or until the largest budget', () => {
  assert.equal(budgets(halving, 4), [1, 2, 4]);
  assert.equal(budgets(halving, 5), [1, 2, 4]);
  assert.equal(budgets({ ...halving, factor: 3, from: 2 }, 9), [2, 6, 18]);
  assert.equal(budgets({ ...halving, to: 3 }, 4), [1, 2]);
  assert.equal(budgets(halving, 1), [1]);
});

/** A trial `x<point>/<budget>`; a number is its accuracy. */
const trial = (
  x: number,
  budget: number,
  outcome: number | 'missing' | 'failed',
  name = 'a',
  seed = 1,
): RoundTrial => ({
  id: `${name}${x}/${budget}/${seed}`,
  name,
  pipeline: `${name}.yaml`,
  overrides: [],
  seed,
  point: { x, 'training.epochs': budget },
  command: '',
  status: typeof outcome === 'number' ? 'completed' : outcome,
  ...(typeof outcome === 'number' && { result: { evaluation: { test: { accuracy: outcome } } } as never }),
});

const ids = (set: ReadonlySet<string>): string[] => [...set].sort();

/** Four points with outcomes of the first, the second and the third round. */
const four = (
  first: readonly (number | 'missing' | 'failed')[],
  ...later: readonly (readonly (number | 'missing')[])[]
) =>
  [first, ...later, ...Array(2 - later.length).fill(Array(4).fill('missing'))].flatMap((round, i) =>
    (round as typeof first).map((outcome, x) => trial(x, 2 ** i, outcome)),
  );

test('before the first round is done only its trials are open, and none is stopped', () => {
  const trials = four([0.1, 0.2, 0.3, 'missing']);
  assert.equal(ids(openRounds(trials, halving)), ['a0/1/1', 'a1/1/1', 'a2/1/1', 'a3/1/1']);
  assert.equal(ids(stoppedTrials(trials, halving)), []);
});

test('the better half goes on; the others are stopped in the next round', () => {
  const trials = four([0.1, 0.4, 0.3, 0.2]);
  assert.equal(ids(stoppedTrials(trials, halving)), ['a0/2/1', 'a3/2/1']);
  assert.equal(ids(openRounds(trials, halving)).slice(-2), ['a2/2/1', 'a3/1/1']);
  const later = four([0.1, 0.4, 0.3, 0.2], ['missing', 0.5, 0.6, 'missing']);
  assert.equal(ids(stoppedTrials(later, halving)), ['a0/2/1', 'a0/4/1', 'a1/4/1', 'a3/2/1', 'a3/4/1']);
});

test('of equal points the first goes on, and a failed one drops out', () => {
  assert.equal(ids(stoppedTrials(four([0.2, 0.2, 0.2, 0.2]), halving)), ['a2/2/1', 'a3/2/1']);
  assert.equal(ids(stoppedTrials(four(['failed', 0.1, 'failed', 'failed']), halving)), ['a0/2/1', 'a2/2/1', 'a3/2/1']);
});

test('a point is as good as the mean of its seeds, and pipelines do not compete with each other', () => {
  const first = [
    trial(0, 1, 0.9, 'a', 1),
    trial(0, 1, 0.1, 'a', 2),
    trial(1, 1, 0.6, 'a', 1),
    trial(1, 1, 0.6, 'a', 2),
    trial(0, 1, 0.05, 'b'),
    trial(1, 1, 0.01, 'b'),
  ];
  const second = [0, 1].flatMap((x) => [1, 2].map((seed) => trial(x, 2, 'missing', 'a', seed)));
  const other = [0, 1].map((x) => trial(x, 2, 'missing', 'b'));
  assert.equal(ids(stoppedTrials([...first, ...second, ...other], halving)), ['a0/2/1', 'a0/2/2', 'b1/2/1']);
});

test.run();
