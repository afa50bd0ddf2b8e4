import { messageOf } from '@noprop/core/testing';
import { startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { updateEach } from './per-parameter';

const test = suite('updateEach');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('names a parameter without a gradient or a slot', () => {
  tf.tidy(() => {
    const parameters = { 'image/conv1/kernel': tf.scalar(1) };
    const update = (gradients: typeof parameters | Record<string, never>) => () =>
      updateEach({ parameters, gradients, slots: { m: {} } }, ['m'], ({ parameter, slot }) => ({
        parameter,
        slots: { m: slot('m') },
      }));
    assert.is(messageOf(update({})), 'internal: parameter "image/conv1/kernel" has no gradient.');
    assert.is(messageOf(update(parameters)), 'internal: parameter "image/conv1/kernel" has no slot "m".');
  });
});

test.run();
