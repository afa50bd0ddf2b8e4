import type { Program, Tensors } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import { crossEntropyTerm, headLogits } from '@noprop/objectives';
import { runUpdate, type ToyState } from '@noprop/objectives/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import { softmaxError } from '../shared/softmax-error';
import { identity, tanh } from './activation';
import { four, fourBatch, LABELS, networkState, scopesIn } from './fixture';
import { forwardProgram } from './forward-program';
import { inverseProgram } from './inverse-program';
import { activitiesOf, applyLayer, feedbackName, layerName, OUTPUT, range, targetNetwork } from './network';
import { squaredError } from './squared-error';
import { differenceTargets, topTarget } from './targets';

const test = suite('programs of noprop/difference-target-propagation');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const KEY = hostKey(9, 'train');
const run = (program: Program, state: ToyState) =>
  runUpdate(
    { name: 'update', program, bind: Object.fromEntries(program.reads.map((role) => [role, role])), constants: {} },
    state,
    fourBatch(),
    KEY,
  );

test('squaredError matches a value computed by hand: y = tanh(0.5 x) from x = 1, target 0', () => {
  tf.tidy(() => {
    const y = Math.tanh(0.5);
    const { loss, gradient } = squaredError(tanh, tf.tensor2d([[1]]), tf.tensor2d([[y]]), tf.zeros([1, 1]));
    assertClose(loss, [y * y], 1e-6);
    assertClose(gradient.kernel as Tensor, [2 * y * (1 - y * y)], 1e-6);
    assertClose(gradient.bias as Tensor, [2 * y * (1 - y * y)], 1e-6);
  });
});

test('forward: each layer descends the distance to its target, the output layer the cross-entropy', () => {
  tf.tidy(() => {
    const network = targetNetwork([6, 5, 4], four, tanh);
    const state = networkState(network);
    const scopeOf = scopesIn(state);
    const { images, labels } = fourBatch();
    const activities = activitiesOf(network, scopeOf, images);
    const head = scopeOf(OUTPUT);
    const slopes = tf.div(softmaxError(headLogits(head, activities[3] as Tensor), labels), LABELS.length);
    const top = topTarget(activities[3] as Tensor, head.parameter('kernel'), slopes, 5);
    const targets = differenceTargets(network, scopeOf, activities, top);
    const { gradients } = run(forwardProgram(network, { targetStep: 5 }), state);
    for (const l of range(1, 3)) {
      // The targets are constants, so these losses are functions of one layer each.
      const expected = slopesOf(state, layerName(l), ({ kernel, bias }) => {
        const y = tf.tanh(tf.add(tf.matMul(activities[l - 1] as Tensor, kernel as Tensor), bias as Tensor));
        return tf.mean(tf.sum(tf.squaredDifference(y, targets[l] as Tensor), 1));
      });
      for (const path of ['kernel', 'bias'])
        assertClose(gradients[layerName(l)]?.[path] as Tensor, expected[path] as Tensor, 2e-5, `layer ${l}, ${path}`);
    }
    const expected = slopesOf(state, OUTPUT, ({ kernel, bias }) =>
      crossEntropyTerm(tf.add(tf.matMul(activities[3] as Tensor, kernel as Tensor), bias as Tensor), labels),
    );
    for (const path of ['kernel', 'bias'])
      assertClose(gradients[OUTPUT]?.[path] as Tensor, expected[path] as Tensor, 2e-5, `output, ${path}`);
  });
});

test('inverse: each inverse reconstructs the corrupted activity from the output of its layer', () => {
  tf.tidy(() => {
    const network = targetNetwork([6, 5, 4], four, tanh);
    const state = networkState(network);
    const scopeOf = scopesIn(state);
    const activities = activitiesOf(network, scopeOf, fourBatch().images);
    const { gradients, terms } = run(inverseProgram(network, { noise: 0.4 }), state);
    const losses = [2, 3].map((l) => {
      const below = activities[l - 1] as Tensor;
      const corrupted = tf.add(below, tf.mul(0.4, KEY.fold(`corruption/${l}`).normal(below.shape)));
      const above = applyLayer(tanh, scopeOf(layerName(l)), corrupted);
      const loss = ({ kernel, bias }: Tensors): Tensor => {
        const rebuilt = tf.tanh(tf.add(tf.matMul(above, kernel as Tensor), bias as Tensor));
        return tf.mean(tf.sum(tf.squaredDifference(rebuilt, corrupted), 1));
      };
      const expected = slopesOf(state, feedbackName(l), loss);
      for (const path of ['kernel', 'bias'])
        assertClose(
          gradients[feedbackName(l)]?.[path] as Tensor,
          expected[path] as Tensor,
          2e-5,
          `inverse ${l}, ${path}`,
        );
      return loss((state[feedbackName(l)] as ToyState[string]).parameters);
    });
    assertClose([terms.reconstruction as number], [...tf.addN(losses).dataSync()], 1e-5);
  });
});

test('gives 2 eta / B times the back-propagated gradient for linear layers with orthogonal W and V = W^T', () => {
  tf.tidy(() => {
    const network = targetNetwork([4, 4, 4], four, identity);
    const state = networkState(network, { transposed: true });
    const scopeOf = scopesIn(state);
    const { images, labels } = fourBatch();
    const [eta, batch] = [0.7, LABELS.length];
    const { gradients } = run(forwardProgram(network, { targetStep: eta }), state);
    for (const l of range(1, 3)) {
      const back = slopesOf(state, layerName(l), (parameters) => {
        const moved = scopesIn({ ...state, [layerName(l)]: { parameters, statistics: {} } });
        const top = activitiesOf(network, moved, images)[3] as Tensor;
        return crossEntropyTerm(headLogits(scopeOf(OUTPUT), top), labels);
      });
      for (const path of ['kernel', 'bias']) {
        const expected = tf.mul((2 * eta) / batch, back[path] as Tensor);
        assertClose(gradients[layerName(l)]?.[path] as Tensor, expected, 1e-5, `layer ${l}, ${path}`);
      }
    }
  });
});

/** The automatic gradient of a loss with respect to the parameters of one group. */
function slopesOf(state: ToyState, group: string, loss: (parameters: Tensors) => Tensor): Tensors {
  const { parameters } = state[group] as ToyState[string];
  const paths = Object.keys(parameters);
  const found = tf.grads((...tensors: Tensor[]) =>
    loss(Object.fromEntries(paths.map((path, i) => [path, tensors[i] as Tensor]))),
  )(paths.map((path) => parameters[path] as Tensor));
  return Object.fromEntries(paths.map((path, i) => [path, found[i] as Tensor]));
}

test.run();
