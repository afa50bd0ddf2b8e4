import { buildComponent, type Component, type Dataset, type DatasetSplit } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

/**
 * Tests the laws that every dataset must satisfy. Call it from a dataset's test file; it loads both splits.
 *
 * @param options options of the component; keep the number of images small where an option sets it
 */
export function testDataset(component: Component<'dataset'>, options: Readonly<Record<string, unknown>> = {}): void {
  const test = suite(`laws of ${component.name} ${JSON.stringify(options)}`);
  const build = (): Dataset => buildComponent(component, options);

  test('describes itself', () => {
    const { name, image, classes, classNames } = build();
    assert.match(component.name, new RegExp(`^[a-z][a-z0-9-]*/${name}$`));
    for (const size of [image.height, image.width, image.channels])
      assert.ok(isPositiveInteger(size), `image size ${size}`);
    assert.ok(Number.isInteger(classes) && classes >= 2 && classes <= 256, `${classes} classes`);
    assert.is(classNames.length, classes);
    assert.is(new Set(classNames).size, classes, 'class names are unique');
  });

  test('normalization has a mean and a deviation for each channel', () => {
    const { image, normalization } = build();
    if (normalization === undefined) return;
    const { mean, deviation } = normalization;
    assert.equal([mean.length, deviation.length], [image.channels, image.channels]);
    for (const value of mean) assert.ok(value >= 0 && value <= 1, `mean ${value}`);
    // The standard deviation of values in [0, 1] is at most 0.5.
    for (const value of deviation) assert.ok(value > 0 && value <= 0.5, `deviation ${value}`);
  });

  test('reports where its data come from', async () => {
    const { origin, location } = await build().locate();
    assert.ok(origin.length > 0, 'origin');
    assert.ok(location.length > 0, 'location');
  });

  for (const split of ['train', 'test'] as const) {
    test(`${split}: has the number of bytes that count and shape imply`, async () => {
      const dataset = build();
      const { images, labels, count } = await dataset.load(split);
      const { height, width, channels } = dataset.image;
      assert.ok(isPositiveInteger(count), `count ${count}`);
      assert.is(count, dataset.count(split), 'count(split) matches the loaded split');
      assert.is(images.length, count * height * width * channels);
      assert.is(labels.length, count);
      assert.is(Object.prototype.toString.call(images), '[object Uint8Array]');
      assert.is(Object.prototype.toString.call(labels), '[object Uint8Array]');
    });

    test(`${split}: every label is a valid class`, async () => {
      const dataset = build();
      const { labels } = await dataset.load(split);
      assert.is(
        labels.findIndex((label) => label >= dataset.classes),
        -1,
        'index of a label that is not a class',
      );
    });

    test(`${split}: coarse labels, if present, are one per image and depend only on the class`, async () => {
      const { labels, coarseLabels, count } = await build().load(split);
      if (coarseLabels === undefined) return;
      assert.is(coarseLabels.length, count);
      assert.is(Object.prototype.toString.call(coarseLabels), '[object Uint8Array]');
      const ofClass = new Map<number, number>();
      for (const [i, label] of labels.entries()) {
        const coarse = coarseLabels[i] as number;
        if (!ofClass.has(label)) ofClass.set(label, coarse);
        assert.is(coarse, ofClass.get(label), `coarse label of example ${i}, of class ${label}`);
      }
    });

    test(`${split}: loads the same bytes again after its arrays were overwritten`, async () => {
      const dataset = build();
      const first = await dataset.load(split);
      const kept = copy(first);
      first.images.fill(0);
      first.labels.fill(0);
      first.coarseLabels?.fill(0);
      assert.ok(equal(await dataset.load(split), kept), 'same after a second load');
      assert.ok(equal(await build().load(split), kept), 'same after a rebuild');
    });
  }

  test('both splits have coarse labels, or neither does', async () => {
    const dataset = build();
    const [train, held] = [await dataset.load('train'), await dataset.load('test')];
    assert.is(train.coarseLabels === undefined, held.coarseLabels === undefined);
  });

  test('the splits differ', async () => {
    const dataset = build();
    const [train, held] = [await dataset.load('train'), await dataset.load('test')];
    assert.not.ok(equal(train, held));
  });

  test.run();
}

const isPositiveInteger = (value: number): boolean => Number.isInteger(value) && value > 0;

const copy = ({ images, labels, coarseLabels, count }: DatasetSplit): DatasetSplit => ({
  images: images.slice(),
  labels: labels.slice(),
  ...(coarseLabels && { coarseLabels: coarseLabels.slice() }),
  count,
});

const equal = (a: DatasetSplit, b: DatasetSplit): boolean =>
  a.count === b.count &&
  Buffer.compare(a.images, b.images) === 0 &&
  Buffer.compare(a.labels, b.labels) === 0 &&
  Buffer.compare(a.coarseLabels ?? NONE, b.coarseLabels ?? NONE) === 0;

const NONE = new Uint8Array();
