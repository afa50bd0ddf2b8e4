import { compile, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks, startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { integrateFixed } from '../fixed/integrate-fixed';
import { euler } from '../tableaus/euler';
import { rk4 } from '../tableaus/rk4';
import { driven } from '../testing/models';
import { adjointPlain } from '../testing/plain-adjoint';
import { type AdjointOptions, adjointGradients, solveAdjoint } from './solve-adjoint';

const test = suite('compiled solveAdjoint');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

interface Inputs {
  readonly y: Tensor;
  readonly theta: Tensor;
}

/** The solution, and the gradients of its sum with respect to the start and the parameters. */
const whole =
  (options: AdjointOptions, field = driven.tensors) =>
  ({ y, theta }: Inputs) => {
    const solved = solveAdjoint(field, { y }, { ...options, parameters: { theta } });
    const { state, parameters } = solved.pullback({ y: tf.onesLike(solved.state.y) });
    return { end: solved.state.y, y: state.y, theta: parameters.theta };
  };

const inputs = (): Inputs => ({ y: tf.tensor1d([0.4]), theta: tf.tensor1d([1.7]) });

for (const compiler of ['graph', 'xla'] as const) {
  for (const gradient of adjointGradients) {
    test(`compiler ${compiler}, ${gradient}: traces each of the two loops once for a thousand steps`, () => {
      let traced = 0;
      const field: typeof driven.tensors = (...given) => {
        traced++;
        return driven.tensors(...given);
      };
      const options = { from: 0, to: 2, steps: 1000, tableau: euler, gradient };
      const run = compile(whole(options, field), { name: 'adjoint', compiler });
      const found = run(inputs());
      assert.is(traced, 2);
      const expected = adjointPlain(driven, [0.4], [1.7], () => [1], options);
      assertClose(found.end, expected.end, 2e-5);
      assertClose(found.y, expected.y, 2e-5);
      assertClose(found.theta, expected.theta, 2e-5);
      const given = inputs();
      assertNoLeaks(() => run(given));
      run.dispose();
    });
  }
}

test('the discrete gradient equals that of the unrolled loop', () => {
  const options = { from: 0, to: 2, steps: 12, tableau: rk4 };
  const unrolled = ({ y, theta }: Inputs) => {
    const last = (start: Tensor, given: Tensor): Tensor =>
      integrateFixed(driven.tensors, { y: start }, { ...options, unroll: true, parameters: { theta: given } }).state.y;
    const [dy, dTheta] = tf.grads(last)([y, theta]) as [Tensor, Tensor];
    return { y: dy, theta: dTheta };
  };
  const [found, expected] = [
    compile(whole({ ...options, gradient: 'discrete' }), { name: 'discrete' })(inputs()),
    compile(unrolled, { name: 'unrolled' })(inputs()),
  ];
  assertClose(found.y, expected.y, 1e-6);
  assertClose(found.theta, expected.theta, 1e-6);
});

test.run();
