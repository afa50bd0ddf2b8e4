import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Halving } from '../document/sweep-document';
import { budgets } from './budgets';
import { openRounds, type RoundTrial, stoppedTrials } from './rounds';

const test = suite('successive halving');

const halving: Halving = { option: 'training.epochs', from: 1, factor: 2, metric: 'accuracy' };

test('grows budgets until one point is left or the largest budget is reached', () => {
  assert.equal(budgets(halving, 4), [1, 2, 4]);
  assert.equal(budgets(halving, 5), [1, 2, 4]);
  assert.equal(budgets({ ...halving, factor: 3, from: 2 }, 9), [2, 6, 18]);
  assert.equal(budgets({ ...halving, to: 3 }, 4), [1, 2]);
  assert.equal(budgets(halving, 1), [1]);
});

/** A trial of point `x` in the round of `budget`. A number as outcome is its accuracy. */
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

/** Four points with their outcomes in the first, second and third round. */
const four = (
  first: readonly (number | 'missing' | 'failed')[],
  ...later: readonly (readonly (number | 'missing')[])[]
) =>
  [first, ...later, ...Array(2 - later.length).fill(Array(4).fill('missing'))].flatMap((round, i) =>
    (round as typeof first).map((outcome, x) => trial(x, 2 ** i, outcome)),
  );

test('opens only the first round until it is done, and stops no trial', () => {
  const trials = four([0.1, 0.2, 0.3, 'missing']);
  assert.equal(ids(openRounds(trials, halving)), ['a0/1/1', 'a1/1/1', 'a2/1/1', 'a3/1/1']);
  assert.equal(ids(stoppedTrials(trials, halving)), []);
});

test('advances the better half and stops the others in the next round', () => {
  const trials = four([0.1, 0.4, 0.3, 0.2]);
  assert.equal(ids(stoppedTrials(trials, halving)), ['a0/2/1', 'a3/2/1']);
  assert.equal(ids(openRounds(trials, halving)).slice(-2), ['a2/2/1', 'a3/1/1']);
  const later = four([0.1, 0.4, 0.3, 0.2], ['missing', 0.5, 0.6, 'missing']);
  assert.equal(ids(stoppedTrials(later, halving)), ['a0/2/1', 'a0/4/1', 'a1/4/1', 'a3/2/1', 'a3/4/1']);
});

test('breaks ties by order and drops failed points', () => {
  assert.equal(ids(stoppedTrials(four([0.2, 0.2, 0.2, 0.2]), halving)), ['a2/2/1', 'a3/2/1']);
  assert.equal(ids(stoppedTrials(four(['failed', 0.1, 'failed', 'failed']), halving)), ['a0/2/1', 'a2/2/1', 'a3/2/1']);
});

test('ranks points by the mean of their seeds, separately for each pipeline', () => {
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
