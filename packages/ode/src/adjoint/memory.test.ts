import { compile, type Tensor, tf } from '@noprop/engine';
import { startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { integrateFixed } from '../fixed/integrate-fixed';
import { euler } from '../tableaus/euler';
import { solveAdjoint } from './solve-adjoint';

const test = suite('memory of solveAdjoint');

test.before(() => startTestEngine({ backend: 'tensorflow', threads: 2 }).then(() => undefined));

const [BATCH, DIMENSION, HIDDEN] = [8, 4, 64];
const BYTES = 4;

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

/** Peak bytes of the tensors that a compiled gradient makes, from the lifetimes of its values. */
function peakBytes(gradient: (inputs: Inputs) => Inputs): number {
  const inputs: Inputs = {
    z: tf.randomNormal([BATCH, DIMENSION]),
    w: tf.randomNormal([DIMENSION, HIDDEN]),
    v: tf.randomNormal([HIDDEN, DIMENSION]),
  };
  const run = compile(gradient, { name: 'gradient' });
  tf.dispose([run(inputs), inputs] as never);
  const bytes = run.madeBytes();
  run.dispose();
  return bytes;
}

test('keeps one state more per step, and nothing else', () => {
  const [few, many] = [peakBytes(adjoint(10)), peakBytes(adjoint(100))];
  assert.is(many - few, 90 * BATCH * DIMENSION * BYTES);
});

test('differs from the tape of the unrolled solve, which keeps the activities of every step', () => {
  const [few, many] = [peakBytes(unrolled(5)), peakBytes(unrolled(15))];
  const activity = BATCH * HIDDEN * BYTES;
  assert.ok(many - few >= 10 * activity, `ten steps more took ${many - few} bytes more`);
});

test.run();
