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

const test = suite('compiled adjoints');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

interface Inputs {
  readonly y: Tensor;
  readonly theta: Tensor;
}

/** The solution and its gradient with respect to start and parameters, where that of the solution is its sum's. */
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
    test(`compiler ${compiler}, ${gradient}: a thousand steps there and back are two loops, each traced once`, () => {
      let traced = 0;
      const field: typeof driven.tensors = (...given) => {
        traced++;
        return driven.tensors(...given);
      };
      const options = { from: 0, to: 2, steps: 1000, tableau: euler, gradient };
      const run = compile(whole(options, field), { name: 'adjoint', compiler });
      const found = run(inputs());
      assert.is(traced, 2);
      const wanted = adjointPlain(driven, [0.4], [1.7], () => [1], options);
      assertClose(found.end, wanted.end, 2e-5);
      assertClose(found.y, wanted.y, 2e-5);
      assertClose(found.theta, wanted.theta, 2e-5);
      const given = inputs();
      assertNoLeaks(() => run(given));
      run.dispose();
    });
  }
}

test('compiled, the discrete gradient is that of the loop written out, by the tape', () => {
  const options = { from: 0, to: 2, steps: 12, tableau: rk4 };
  const unrolled = ({ y, theta }: Inputs) => {
    const last = (start: Tensor, given: Tensor): Tensor =>
      integrateFixed(driven.tensors, { y: start }, { ...options, unroll: true, parameters: { theta: given } }).state.y;
    const [dy, dTheta] = tf.grads(last)([y, theta]) as [Tensor, Tensor];
    return { y: dy, theta: dTheta };
  };
  const [found, wanted] = [
    compile(whole({ ...options, gradient: 'discrete' }), { name: 'discrete' })(inputs()),
    compile(unrolled, { name: 'unrolled' })(inputs()),
  ];
  assertClose(found.y, wanted.y, 1e-6);
  assertClose(found.theta, wanted.theta, 1e-6);
});

test.run();
