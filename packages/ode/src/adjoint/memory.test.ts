import { compile, type Tensor, tf } from '@noprop/engine';
import { startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { integrateFixed } from '../fixed/integrate-fixed';
import { euler } from '../tableaus/euler';
import { solveAdjoint } from './solve-adjoint';

const test = suite('memory of solveAdjoint');

test.before(() => startTestEngine({ backend: 'tensorflow', threads: 2 }).then(() => undefined));

/** A state is B D. An activity of the field is B H, 4 MB, so keeping evaluations shows up in the process memory. */
const [BATCH, DIMENSION, HIDDEN] = [128, 4, 8192];
const ACTIVITY = (BATCH * HIDDEN * 4) / 1e6;

type Inputs = Readonly<Record<'z' | 'w' | 'v', Tensor>>;

const field = (_: Tensor, { z }: { z: Tensor }, { w, v }: Omit<Inputs, 'z'>) => ({
  z: tf.matMul(tf.tanh(tf.matMul(z, w)), v),
});

const grid = (steps: number) => ({ from: 0, to: 1, steps, tableau: euler });

const adjoint =
  (steps: number) =>
  (inputs: Inputs): Inputs => {
    const { z, ...parameters } = inputs;
    const solved = solveAdjoint(field, { z }, { ...grid(steps), parameters });
    const back = solved.pullback({ z: tf.onesLike(solved.state.z) });
    return { z: back.state.z, ...back.parameters };
  };

const unrolled =
  (steps: number) =>
  (inputs: Inputs): Inputs => {
    const end = (z: Tensor, w: Tensor, v: Tensor): Tensor =>
      integrateFixed(field, { z }, { ...grid(steps), unroll: true, parameters: { w, v } }).state.z;
    const [z, w, v] = tf.grads(end)([inputs.z, inputs.w, inputs.v]) as [Tensor, Tensor, Tensor];
    return { z, w, v };
  };

/** The process's highest resident memory so far, in MB. */
const peak = (): number => (process.resourceUsage().maxRSS * 1024) / 1e6;

/** Number of calls after which the heap has settled. */
const CALLS = 3;

test('needs at most 1.2 times the memory of a hundred steps for a thousand, apart from the stored states', () => {
  const inputs: Inputs = {
    z: tf.randomNormal([BATCH, DIMENSION]),
    w: tf.randomNormal([DIMENSION, HIDDEN]),
    v: tf.randomNormal([HIDDEN, DIMENSION], 0, 0.01),
  };
  const start = peak();
  const grown = (gradient: (inputs: Inputs) => Inputs, calls: number): number => {
    const run = compile(gradient, { name: 'gradient' });
    for (let call = 0; call < calls; call++) tf.dispose(run(inputs) as never);
    run.dispose();
    return peak() - start;
  };
  const hundred = grown(adjoint(100), CALLS);
  const thousand = grown(adjoint(1000), 1);
  const stored = (1001 * BATCH * DIMENSION * 4) / 1e6;
  assert.ok(hundred > ACTIVITY, `a hundred steps took ${hundred} MB, less than one activity`);
  // Allow one more activity, because the allocator rounds sizes up.
  const allowed = 1.2 * hundred + stored + ACTIVITY;
  assert.ok(thousand < allowed, `a thousand steps took ${thousand} MB, a hundred ${hundred} MB`);
  const tape = grown(unrolled(50), 1);
  assert.ok(
    tape > thousand + 20 * ACTIVITY,
    `the tape of fifty steps took only ${tape} MB, so the measurement proves nothing`,
  );
  tf.dispose(inputs as never);
});

test.run();
