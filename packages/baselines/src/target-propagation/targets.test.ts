import { startEngine, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import { crossEntropyTerm, headLogits } from '@noprop/objectives';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { softmaxError } from '../shared/softmax-error';
import { identity, tanh } from './activation';
import { four, fourBatch, LABELS, networkState, scopesIn } from './fixture';
import { activitiesOf, applyLayer, layerName, OUTPUT, range, targetNetwork } from './network';
import { differenceTargets, topTarget } from './targets';

const test = suite('difference targets');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('matches a top target computed by hand: h - eta slopes W^T', () => {
  tf.tidy(() => {
    const [top, kernel, slopes] = [
      [[1, 2]],
      [
        [1, 0, 2],
        [0, 1, -1],
      ],
      [[0.1, 0.2, -0.3]],
    ].map((rows) => tf.tensor2d(rows)) as [Tensor, Tensor, Tensor];
    assertClose(topTarget(top, kernel, slopes, 0.5), [1.25, 1.75], 1e-6);
  });
});

test('matches a lower target computed by hand, h_1 - g(h_2) + g(hHat_2), with none for the images', () => {
  tf.tidy(() => {
    const network = targetNetwork([2, 2], four, tanh);
    const parameters = {
      kernel: tf.tensor2d([
        [1, -1],
        [0.5, 2],
      ]),
      bias: tf.tensor1d([0.1, -0.2]),
    };
    const scopeOf = scopesIn({ 'feedback/2': { parameters, statistics: {} } });
    const activities = [tf.zeros([1, 4]), tf.tensor2d([[0.2, -0.4]]), tf.tensor2d([[0.5, 0.3]])];
    const targets = differenceTargets(network, scopeOf, activities, tf.tensor2d([[0.6, 0.1]]));
    assert.is(targets[0], undefined);
    assertClose(targets[2] as Tensor, [0.6, 0.1], 1e-7);
    const inverse = (a: number, b: number) => [Math.tanh(a + 0.5 * b + 0.1), Math.tanh(-a + 2 * b - 0.2)] as const;
    const [before, after] = [inverse(0.5, 0.3), inverse(0.6, 0.1)];
    assertClose(targets[1] as Tensor, [0.2 - before[0] + after[0], -0.4 - before[1] + after[1]], 1e-6);
  });
});

test('returns the activities as targets if the top target equals its activity', () => {
  tf.tidy(() => {
    const network = targetNetwork([6, 5, 7, 3], four, tanh);
    const scopeOf = scopesIn(networkState(network));
    const activities = activitiesOf(network, scopeOf, fourBatch().images);
    const targets = differenceTargets(network, scopeOf, activities, activities[4] as Tensor);
    for (const l of range(1, 4)) assertClose(targets[l] as Tensor, activities[l] as Tensor, 0, `layer ${l}`);
  });
});

test('steps down the back-propagated gradient for linear layers with orthogonal W and V = W^T', () => {
  tf.tidy(() => {
    const network = targetNetwork([4, 4, 4], four, identity);
    const scopeOf = scopesIn(networkState(network, { transposed: true }));
    const { images, labels } = fourBatch();
    const activities = activitiesOf(network, scopeOf, images);
    const eta = 0.7;
    const head = scopeOf(OUTPUT);
    const slopes = tf.div(softmaxError(headLogits(head, activities[3] as Tensor), labels), LABELS.length);
    const top = topTarget(activities[3] as Tensor, head.parameter('kernel'), slopes, eta);
    const targets = differenceTargets(network, scopeOf, activities, top);
    for (const l of range(1, 3)) {
      const lossFrom = (h: Tensor): Tensor => {
        const last = range(l + 1, 3).reduce((x, k) => applyLayer(identity, scopeOf(layerName(k)), x), h);
        return crossEntropyTerm(headLogits(head, last), labels);
      };
      const expected = tf.mul(-eta, tf.grad(lossFrom)(activities[l] as Tensor));
      assertClose(tf.sub(targets[l] as Tensor, activities[l] as Tensor), expected, 5e-6, `layer ${l}`);
    }
  });
});

test.run();
