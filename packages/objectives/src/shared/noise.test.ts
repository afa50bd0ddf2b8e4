import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, mean, valuesOf } from './fixture';
import { noisedLabel } from './noise';

const test = suite('noisedLabel');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const U = [1, -2, 0.5];

test('returns sqrt(abar) u + sqrt(1 - abar) eps', () => {
  const noise = valuesOf(() => hostKey(1, 'noise').normal([1, 3]));
  const found = valuesOf(() => noisedLabel(tf.tensor2d([U]), 0.36, hostKey(1, 'noise')));
  assertClose(
    found,
    U.map((u, d) => 0.6 * u + 0.8 * (noise[d] as number)),
    1e-6,
  );
});

test('accepts abar as a number or a scalar', () => {
  const sample = (scalar: boolean): number[] =>
    valuesOf(() => noisedLabel(tf.tensor2d([U]), scalar ? tf.scalar(0.36) : 0.36, hostKey(1, 'noise')));
  assertClose(sample(true), sample(false), 1e-6);
});

test('has the mean and variance of q(z_t | y) over 20,000 samples', () => {
  const count = 20_000;
  const alphaBar = 0.3;
  const samples = valuesOf(() => noisedLabel(tf.tile(tf.tensor2d([U]), [count, 1]), alphaBar, hostKey(1, 'noise')));
  U.forEach((u, d) => {
    const column = samples.filter((_, i) => i % 3 === d);
    const center = mean(column);
    const spread = mean(column.map((value) => (value - center) ** 2));
    const meanZScore = (center - Math.sqrt(alphaBar) * u) / Math.sqrt((1 - alphaBar) / count);
    const varianceZScore = (spread / (1 - alphaBar) - 1) / Math.sqrt(2 / count);
    assert.ok(Math.abs(meanZScore) < 4, `mean of component ${d}: ${center}, z = ${meanZScore}`);
    assert.ok(Math.abs(varianceZScore) < 4, `variance of component ${d}: ${spread}, z = ${varianceZScore}`);
  });
});

test('draws independent components and examples', () => {
  const samples = valuesOf(() => noisedLabel(tf.zeros([20_000, 2]), 0.5, hostKey(1, 'noise')));
  const correlation = (lag: number): number =>
    mean(samples.slice(lag).map((value, i) => 2 * value * (samples[i] as number)));
  for (const lag of [1, 2, 3])
    assert.ok(Math.abs(correlation(lag)) < 4 / Math.sqrt(40_000), `lag ${lag}: ${correlation(lag)}`);
});

test.run();
