import { createScope } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { valuesOf } from '../../testing/fixture';
import { dense, denseParameters } from './dense';

const test = suite('dense');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('multiplies by the kernel and adds the bias', () => {
  tf.tidy(() => {
    const parameters = {
      'd/kernel': tf.tensor2d([
        [1, 2, 3],
        [10, 20, 30],
      ]),
      'd/bias': tf.tensor1d([0.5, 0, -0.5]),
    };
    const { scope } = createScope({
      group: 'block',
      parameters,
      statistics: {},
      random: hostKey(1, 'unused'),
      training: true,
    });
    assert.equal(
      valuesOf(
        dense(
          scope,
          'd',
          tf.tensor2d([
            [1, 1],
            [2, -1],
          ]),
        ),
      ),
      [11.5, 22, 32.5, -7.5, -16, -24.5],
    );
  });
});

test('initializes kernel and bias within 1 / sqrt(fan-in)', () => {
  const init = { kind: 'uniform', bound: 0.25 };
  assert.equal(denseParameters('d', 16, 3), { 'd/kernel': { shape: [16, 3], init }, 'd/bias': { shape: [3], init } });
});

test.run();
