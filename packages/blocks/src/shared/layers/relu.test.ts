import { createScope, type Scope } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose } from '../../testing/assert-close';
import { valuesOf } from '../../testing/fixture';
import { relu, reluDropout } from './relu';

const test = suite('relu and reluDropout');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const scopeOf = (training: boolean, seed = 1): Scope =>
  createScope({ group: 'block', parameters: {}, statistics: {}, random: hostKey(seed, 'dropout'), training }).scope;

test('relu zeroes negative numbers, with gradient 0 at 0', () => {
  tf.tidy(() => {
    const x = tf.tensor1d([-2, 0, 3]);
    assert.equal(valuesOf(relu(x)), [0, 0, 3]);
    assert.equal(valuesOf(tf.grad(relu)(x, tf.tensor1d([5, 6, 7]))), [0, 0, 7]);
  });
});

test('drops nothing at inference or at rate 0', () => {
  tf.tidy(() => {
    const x = tf.tensor1d([-2, 0, 3]);
    assert.equal(valuesOf(reluDropout(scopeOf(false), 'conv1', x, 0.5)), [0, 0, 3]);
    assert.equal(valuesOf(reluDropout(scopeOf(true), 'conv1', x, 0)), [0, 0, 3]);
  });
});

test('zeroes dropped elements and scales the others, in the gradient too', () => {
  tf.tidy(() => {
    const x = hostKey(2, 'x').normal([40]);
    const keep = valuesOf(hostKey(1, 'dropout').fold('dropout/conv1').bernoulli([40], 0.75));
    const gate = valuesOf(x).map((value, i) => (value > 0 && keep[i] === 1 ? 1 / 0.75 : 0));
    assert.ok(gate.some((open) => open === 0) && gate.some((open) => open > 0));
    const apply = (given: Tensor): Tensor => reluDropout(scopeOf(true), 'conv1', given, 0.25);
    const expected = valuesOf(x).map((value, i) => value * (gate[i] as number));
    assertClose(valuesOf(apply(x)), expected, 1e-6);
    const gradient = tf.grad(apply)(x, tf.fill([40], 3));
    assertClose(
      valuesOf(gradient),
      gate.map((open) => 3 * open),
      1e-6,
    );
  });
});

test('keeps the requested fraction and preserves the mean', () => {
  tf.tidy(() => {
    const count = 100_000;
    const values = valuesOf(reluDropout(scopeOf(true), 'conv1', tf.ones([count]), 0.2));
    const kept = values.filter((value) => value > 0).length / count;
    assert.ok(Math.abs(kept - 0.8) < 5 * Math.sqrt((0.8 * 0.2) / count), `kept ${kept}`);
    assert.equal([...new Set(values)].sort(), [0, 1.25]);
  });
});

test('draws a different mask for each layer and key', () => {
  tf.tidy(() => {
    const mask = (name: string, seed: number): string =>
      String(valuesOf(reluDropout(scopeOf(true, seed), name, tf.ones([64]), 0.5)));
    assert.is(mask('conv1', 1), mask('conv1', 1));
    assert.is(new Set([mask('conv1', 1), mask('conv2', 1), mask('conv1', 2)]).size, 3);
  });
});

test.run();
