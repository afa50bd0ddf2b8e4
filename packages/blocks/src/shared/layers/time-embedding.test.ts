import { startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose } from '../../testing/assert-close';
import { valuesOf } from '../../testing/fixture';
import { timeEmbedding } from './time-embedding';

const test = suite('timeEmbedding');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('maps time 0 to sines of 0 and cosines of 1', () => {
  tf.tidy(() => assert.equal(valuesOf(timeEmbedding(tf.zeros([1]), 6)), [0, 0, 0, 1, 1, 1]));
});

test('matches values computed by hand, sines before cosines', () => {
  tf.tidy(() => {
    const embedded = timeEmbedding(tf.tensor1d([Math.PI / 2, 50 * Math.PI]), 6);
    assert.equal(embedded.shape, [2, 6]);
    const first = [1, 0.015707317, 0.00015707963, 0, 0.99987663, 0.99999999];
    const second = [0, 1, 0.015707317, 1, 0, 0.99987663];
    assertClose(valuesOf(embedded), [...first, ...second], 2e-5);
  });
});

test('spaces 32 frequencies geometrically from 1 to 1/10,000', () => {
  tf.tidy(() => {
    // For a small time, the sine is close to the frequency times the time.
    const frequencies = valuesOf(timeEmbedding(tf.tensor1d([1e-3]), 64))
      .slice(0, 32)
      .map((sine) => sine / 1e-3);
    assertClose([frequencies[0] as number, 1e4 * (frequencies[31] as number)], [1, 1], 1e-5);
    const ratios = frequencies.slice(1).map((frequency, i) => frequency / (frequencies[i] as number));
    assertClose(ratios, Array(31).fill(0.742964), 1e-5);
  });
});

test('embeds a scalar as one row', () => {
  tf.tidy(() => {
    const one = timeEmbedding(tf.scalar(0.7), 8);
    assert.equal(one.shape, [1, 8]);
    assert.equal(valuesOf(one), valuesOf(timeEmbedding(tf.tensor1d([0.7]), 8)));
  });
});

test.run();
