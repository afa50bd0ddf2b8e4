import { PNG } from 'pngjs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFigure } from '../drawing/testing-figure';
import { marksOf, textsOf } from '../drawing/testing-svg';
import { lessMean, meanDistance, rowsOf } from './embedding-rows';
import { type Prototypes, prototypesFigure } from './prototypes-figure';

const test = suite('prototypesFigure');

/** Bytes of each picture, without the alpha channel. */
const picturesIn = (svg: string): readonly (readonly number[])[] =>
  marksOf(svg, 'image').map(({ attributes }) => {
    const [head, body] = (attributes.href as string).split(',') as [string, string];
    assert.is(head, 'data:image/png;base64');
    const { data } = PNG.sync.read(Buffer.from(body, 'base64'));
    return [...data].filter((_, i) => i % 4 !== 3);
  });

const gray: Prototypes = {
  image: { height: 1, width: 2, channels: 1 },
  classNames: ['cat', 'dog'],
  initial: [0, 1, 0.2, 0.4],
  learned: [-1, 2, 0.4, 0.4],
};

test('draws gray embeddings on the scale of the initial ones, and the third row around the mean', async () => {
  const figure = await checkFigure(() => prototypesFigure(gray));
  const thrice = (bytes: readonly number[]): readonly number[] => bytes.flatMap((byte) => [byte, byte, byte]);
  assert.equal(picturesIn(figure.svg), [
    thrice([0, 255]),
    thrice([51, 102]),
    thrice([0, 255]),
    thrice([102, 102]),
    // The mean is (-0.3, 1.2): the classes are (-0.7, 0.8) and (0.7, -0.8) away from it, on a scale of +-0.8.
    thrice([16, 255]),
    thrice([239, 0]),
  ]);
  assert.equal(textsOf(figure.svg), ['cat', 'dog', 'initial', 'learned', '− mean']);
  assert.is(
    figure.caption,
    'Image-size class embeddings before and after training, on one scale from 0 (black) to 1 (white), the range of the initial ones; 50.0 % of the learned values are outside it. Third row: what distinguishes the learned ones, each minus the mean of all, from -0.8 (black) to 0.8 (white).',
  );
  assert.is(
    figure.description,
    '2 classes: cat, dog. Mean distance between two classes: 0.632 before training, 2.13 after.',
  );
});

test('puts pictures in rows below each other, ten per band', async () => {
  const classNames = Array.from({ length: 12 }, (_, k) => `a long name of class ${k}`);
  const numbers = Array.from({ length: 24 }, (_, i) => i);
  const { svg } = await checkFigure(() =>
    prototypesFigure({ ...gray, classNames, initial: numbers, learned: numbers }),
  );
  const places = marksOf(svg, 'image');
  assert.is(places.length, 36);
  const [first, second] = places;
  const side = Number(first?.attributes.width);
  const step = (second?.x as number) - (first?.x as number);
  assert.is(step, side + 4);
  assert.is(places[9]?.x, (first?.x as number) + 9 * step);
  assert.is(places[10]?.x, first?.x);
  assert.is((places[10]?.y as number) - (first?.y as number), 18 + 3 * step + 14);
  assert.is((places[12]?.y as number) - (first?.y as number), step);
  assert.ok(textsOf(svg).some((text) => /^a long.*…$/.test(text)));
});

test('keeps the edges of enlarged pixels, in PNG too', async () => {
  const { svg, png } = await prototypesFigure(gray);
  assert.is(svg.split(' image-rendering="pixelated"').length - 1, 6);
  const { width, data } = PNG.sync.read(Buffer.from(png({ width: 720 })));
  const [first] = marksOf(svg, 'image');
  const scale = width / Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const side = Number(first?.attributes.width);
  const row = Math.round(((first?.y as number) + side / 2) * scale) * width;
  const across = Array.from({ length: side - 4 }, (_, i) => Math.round(((first?.x as number) + 2 + i) * scale));
  assert.equal([...new Set(across.map((x) => data[4 * (row + x)]))], [0, 255]);
});

test('keeps the channels of colors', async () => {
  const image = { height: 1, width: 1, channels: 3 };
  const values = [1, 0, 0.5];
  const { svg } = await prototypesFigure({ image, classNames: ['red'], initial: values, learned: values });
  assert.equal(picturesIn(svg), [
    [255, 0, 128],
    [255, 0, 128],
    [0, 0, 0],
  ]);
});

test('shows "no data" for values of another shape, or without finite values', async () => {
  for (const prototypes of [
    { ...gray, learned: [1] },
    { ...gray, initial: [Number.NaN, Number.NaN, Number.NaN, Number.NaN] },
    { ...gray, classNames: [], initial: [], learned: [] },
  ]) {
    assert.equal(textsOf((await checkFigure(() => prototypesFigure(prototypes))).svg), ['no data']);
  }
});

test('matches distance and mean computed by hand', () => {
  const rows = rowsOf([0, 0, 3, 4, 0, 8], 3);
  assert.equal(rows, [
    [0, 0],
    [3, 4],
    [0, 8],
  ]);
  assert.equal(lessMean(rows), [
    [-1, -4],
    [2, 0],
    [-1, 4],
  ]);
  assert.is(meanDistance(rows), (5 + 8 + 5) / 3);
  assert.is(meanDistance([[1, 2]]), 0);
});

test.run();
