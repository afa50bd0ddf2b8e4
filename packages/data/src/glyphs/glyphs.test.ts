import { buildComponent, type DatasetSplit } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { linearAccuracy } from '../shared/testing-linear';
import { testDataset } from '../testing';
import { glyphs } from './glyphs';

const test = suite('noprop/glyphs');
const build = (options: Record<string, unknown> = {}) => buildComponent(glyphs, options);
const pixels = 28 * 28;

test('draws the same first hundred images on every machine', async () => {
  const dataset = build({ train: 100, test: 100 });
  const digests = async (split: 'train' | 'test') => {
    const { images, labels } = await dataset.load(split);
    return [sha256Hex(images), sha256Hex(labels)];
  };
  assert.equal(await digests('train'), [
    '95d8cb4a634035108a437c4cf28cce3c28f1701ce0341940739d7dec86af77e8',
    'c5d920f040cf7bd67d1855dd8202f72118249fdb522db8c62fc190c82fa995bd',
  ]);
  assert.equal(await digests('test'), [
    '521d26296b59fcb588854dcffe580b157d748fe452609356e0de74c3f893125c',
    'b43d36f717e66b7252c1c3e1ace00d2312a81c29ce45bb07615815789e904795',
  ]);
});

test('draws image i of a split independently of the number of images', async () => {
  const few = build({ train: 37, test: 1 });
  const many = build({ train: 60, test: 23 });
  for (const split of ['train', 'test'] as const) {
    const [a, b] = [await few.load(split), await many.load(split)];
    assert.is(Buffer.compare(a.images, b.images.subarray(0, a.count * pixels)), 0);
    assert.equal([...a.labels], [...b.labels.subarray(0, a.count)]);
  }
});

test('changes the images with every option', async () => {
  const base = sha256Hex((await build({ train: 10 }).load('train')).images);
  for (const options of [{ seed: 8 }, { noise: 0.2 }, { distortion: 0.5 }]) {
    assert.is.not(
      sha256Hex((await build({ train: 10, ...options }).load('train')).images),
      base,
      JSON.stringify(options),
    );
  }
});

test('shows each digit once in every ten images, in varying order', async () => {
  const { labels } = await build().load('train');
  const orders = new Set<string>();
  for (let i = 0; i < labels.length; i += 10) {
    const ten = labels.subarray(i, i + 10);
    assert.equal([...ten].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    orders.add(ten.join());
  }
  assert.ok(orders.size > 790, `${orders.size} orders in 800 groups`);
});

test('never repeats an image, within or across splits', async () => {
  const dataset = build();
  const digests = ({ images, count }: DatasetSplit): string[] =>
    Array.from({ length: count }, (_, i) => sha256Hex(images.subarray(i * pixels, (i + 1) * pixels)));
  const all = [...digests(await dataset.load('train')), ...digests(await dataset.load('test'))];
  assert.is(new Set(all).size, 10_000);
});

test('is too hard for a linear model: test accuracy between 75 % and 88 %', async () => {
  const dataset = build();
  const [train, held] = [await dataset.load('train'), await dataset.load('test')];
  const accuracy = linearAccuracy(train, held, 10);
  assert.ok(accuracy.train > 0.85, `training accuracy ${accuracy.train}`);
  assert.ok(accuracy.test > 0.75 && accuracy.test < 0.88, `test accuracy ${accuracy.test}`);
});

test('reports its seed and its progress', async () => {
  const dataset = build({ train: 1500 });
  assert.equal(await dataset.locate(), { origin: 'generated', location: 'drawn with seed 7' });
  const messages: string[] = [];
  await dataset.load('train', (message) => messages.push(message));
  assert.equal(messages, ['glyphs: drawing train image 0 of 1500', 'glyphs: drawing train image 1000 of 1500']);
});

test('refuses out-of-range and unknown options', () => {
  assert.is(
    messageOf(() => build({ train: 0, noise: -1, sead: 3 })),
    [
      'noise  Expected a number >= 0, got -1.  [out_of_range]',
      'sead  Unknown key "sead". Did you mean "seed"?  [unknown_key]',
      'train  Expected a number >= 1, got 0.  [out_of_range]',
    ].join('\n'),
  );
});

test.run();

testDataset(glyphs, { train: 40, test: 15 });
