import { hostKey, startEngine, tf } from '@noprop/engine';
import { assertClose, mean, valuesOf } from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createHybrids, createMasks } from './hybrid';

const test = suite('hybrid images');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const IMAGE = { height: 28, width: 28, channels: 1 };
const PIXELS = 28 * 28;
const COUNT = 200;
const OPTIONS = { blurs: 6, threshold: 0.5 };

const masks = (blurs: number, threshold = 0.5): number[] =>
  valuesOf(() => createMasks(COUNT, IMAGE, { blurs, threshold }, hostKey(1, 'masks')));

/** Share of pixels that equal their right neighbor. */
function alike(values: readonly number[]): number {
  const pairs = values.flatMap((value, i) => (i % 28 === 27 ? [] : [Number(value === values[i + 1])]));
  return mean(pairs);
}

test('matches plain masks: bits blurred by [1/4, 1/2, 1/4] along both axes, then thresholded', () => {
  const [height, width, blurs] = [5, 4, 3];
  const key = () => hostKey(3, 'masks');
  const bits = valuesOf(() => tf.cast(key().bernoulli([2 * height, width], 0.5), 'float32'));
  const found = valuesOf(() => createMasks(2, { height, width, channels: 3 }, { blurs, threshold: 0.45 }, key()));
  const expected = [0, 1].flatMap((image) => {
    let at = (y: number, x: number): number => bits[(image * height + y) * width + x] as number;
    const inside = (i: number, size: number): number => Math.min(Math.max(i, 0), size - 1);
    for (let done = 0; done < blurs; done++) {
      const before = at;
      const across = (y: number, x: number): number =>
        before(y, inside(x - 1, width)) / 4 + before(y, x) / 2 + before(y, inside(x + 1, width)) / 4;
      at = (y, x) => across(inside(y - 1, height), x) / 4 + across(y, x) / 2 + across(inside(y + 1, height), x) / 4;
    }
    return Array.from({ length: height * width }, (_, i) => Number(at(Math.floor(i / width), i % width) > 0.45));
  });
  assert.equal(found, expected);
});

test('draws masks of 0 and 1, equally often even at the border', () => {
  const found = masks(6);
  assert.equal([...new Set(found)].sort(), [0, 1]);
  const share = mean(found);
  assert.ok(Math.abs(share - 0.5) < 0.02, `share of ones ${share}`);
  const border = mean(found.filter((_, i) => i % 28 === 0 || i % 28 === 27 || i % PIXELS < 28));
  assert.ok(Math.abs(border - 0.5) < 0.04, `share of ones at the border ${border}`);
});

test('gives larger regions with more blurs', () => {
  const [none, few, six, many] = [0, 1, 6, 20].map((blurs) => alike(masks(blurs))) as [number, number, number, number];
  assert.ok(Math.abs(none - 0.5) < 0.01, `without blurs ${none}`);
  // Neighbors correlate by r = C(4n, 2n - 1) / C(4n, 2n) after n blurs, and are equal with probability
  // 1/2 + asin(r) / pi.
  assert.ok(Math.abs(few - (0.5 + Math.asin(2 / 3) / Math.PI)) < 0.03, `after one ${few}`);
  assert.ok(Math.abs(six - (0.5 + Math.asin(12 / 13) / Math.PI)) < 0.03, `after six ${six}`);
  assert.ok(many > six && many < 0.97, `after twenty ${many}`);
});

test('takes less of the first image with a higher threshold', () => {
  const [low, high] = [mean(masks(6, 0.45)), mean(masks(6, 0.55))];
  assert.ok(low > 0.6 && high < 0.4, `${low}, ${high}`);
});

test('takes each pixel of a hybrid from one of two images, and uses both', () => {
  const count = 3;
  const images = Array.from({ length: count }, (_, i) => tf.fill([1, 28, 28, 2], i + 1));
  const hybrids = createHybrids({ ...IMAGE, channels: 2 }, OPTIONS);
  const found = valuesOf(() => hybrids(tf.concat(images), hostKey(1, 'masks')));
  tf.dispose(images);
  for (let i = 0; i < count; i++) {
    const own = found.slice(i * 2 * PIXELS, (i + 1) * 2 * PIXELS);
    assert.equal([...new Set(own)].sort(), [i + 1, ((i + 1) % count) + 1].sort(), `hybrid ${i}`);
    const split = own.filter((value, at) => at % 2 === 0 && value !== own[at + 1]);
    assert.equal(split, [], 'all channels of a pixel come from one image');
  }
});

test('makes the same hybrids only for equal keys', () => {
  const images = () => hostKey(9, 'images').uniform([4, 28, 28, 1]);
  const hybrids = createHybrids(IMAGE, OPTIONS);
  const drawn = (seed: number): number[] => valuesOf(() => hybrids(images(), hostKey(seed, 'masks')));
  assertClose(drawn(1), drawn(1), 0);
  assert.not.equal(drawn(1), drawn(2));
});

test.run();
