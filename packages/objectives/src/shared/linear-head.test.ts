import { countParameters, createScope } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { valuesOf } from './fixture';
import { headLogits, linearHead } from './linear-head';

const test = suite('linearHead and headLogits');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('has D K + K parameters', () => {
  const counts = [
    [10, 10],
    [20, 10],
    [784, 10],
    [100, 100],
    [20, 100],
    [3072, 100],
  ].map(([d, k]) => countParameters(linearHead(d as number, k as number)));
  assert.equal(counts, [110, 210, 7850, 10_100, 2100, 307_300]);
});

test('initializes kernel and bias uniformly within 1 / sqrt(D)', () => {
  const init = { kind: 'uniform', bound: 0.25 };
  assert.equal(linearHead(16, 3), { kernel: { shape: [16, 3], init }, bias: { shape: [3], init } });
});

test('multiplies by the kernel and adds the bias', () => {
  const logits = valuesOf(() => {
    const parameters = {
      kernel: tf.tensor2d([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      bias: tf.tensor1d([0.5, 0, -0.5]),
    };
    const source = { group: 'head', parameters, statistics: {}, random: hostKey(1, 'unused'), training: true };
    return headLogits(
      createScope(source).scope,
      tf.tensor2d([
        [1, -1],
        [2, 0.5],
      ]),
    );
  });
  assert.equal(logits, [-2.5, -3, -3.5, 4.5, 6.5, 8.5]);
});

test.run();
