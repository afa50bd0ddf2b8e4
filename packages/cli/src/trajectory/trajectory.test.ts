import { PNG } from 'pngjs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dotAt, LETTER } from './font';
import { layOut, type TrajectoryPicture } from './layout';
import { rasterize } from './raster';
import { colors, fitText, type Item, type Scene, textWidth } from './scene';
import { toSvg } from './svg';
import { pictureFormat } from './write';

const test = suite('trajectory');

const image = { height: 2, width: 2, channels: 1 };
const picture = { ...image, pixels: Uint8Array.of(0, 100, 200, 255) };
const point = (t: number, z: readonly number[], probabilities: readonly number[]) => ({
  t,
  z: Float32Array.from(z),
  probabilities: Float64Array.from(probabilities),
});

/** Two images of a run whose z has this many values. */
const ofWidth = (width: number): TrajectoryPicture => ({
  name: 'tiny',
  dataset: { image, classNames: ['cat', 'dog', 'ship'] },
  images: [
    { name: 'some/where/a <b>.png', picture },
    { name: 'c[3]', label: 1, picture },
  ],
  trajectories: [0, 1].map(() => [
    point(0, Array(width).fill(-1), [0.2, 0.3, 0.5]),
    point(
      0.5,
      Array.from({ length: width }, (_, i) => i - 1),
      [0.1, 0.8, 0.1],
    ),
    point(
      1,
      Array.from({ length: width }, (_, i) => 2 * i),
      [0.96, 0.03, 0.01],
    ),
  ]),
});

const textsOf = ({ items }: Scene): string[] => items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
const imagesOf = ({ items }: Scene) => items.flatMap((item) => (item.kind === 'image' ? [item] : []));

test('shows the image, time and best class of each state, and the outcome in each row', () => {
  const texts = textsOf(layOut(ofWidth(3))).filter((text) => !['0', '1', '2'].includes(text));
  assert.is(texts[0], 'tiny: from noise (t=0) to a class (t=1)');
  assert.equal(texts.slice(1, 10), [
    'a <b>.png',
    't=0',
    'ship 50%',
    't=0.5',
    'dog 80%',
    't=1',
    'cat 96%',
    'cat',
    '96.0 %',
  ]);
  assert.equal(texts.slice(10, 20), [
    'c[3]',
    't=0',
    'ship 50%',
    't=0.5',
    'dog 80%',
    't=1',
    'cat 96%',
    'cat',
    '96.0 %',
    'wrong: dog',
  ]);
});

test('draws a bar per class as high as its probability, the highest orange, the true one marked green', () => {
  const { items } = layOut({ ...ofWidth(3), trajectories: [[point(0.5, [0, 0, 0], [0.1, 0.8, 0.1])]] });
  const bars = items.filter((item) => item.kind === 'rectangle' && ['#0072b2', '#d55e00'].includes(item.fill));
  assert.equal(
    bars.map((item) => item.kind === 'rectangle' && [item.fill, Math.round(item.height * 10) / 10]),
    [
      [colors.blue, 7],
      [colors.orange, 56],
      [colors.blue, 7],
    ],
  );
  const greens = layOut(ofWidth(3)).items.filter((item) => item.kind === 'rectangle' && item.fill === colors.green);
  assert.is(greens.length, 3, 'one per state of the labeled image');
});

test('draws z as a strip: blue below zero, orange above, white at zero', () => {
  const strip = imagesOf(layOut(ofWidth(3)))[2]?.picture;
  assert.equal(strip, {
    height: 1,
    width: 3,
    channels: 3,
    pixels: Uint8Array.of(0, 114, 178, 255, 255, 255, 213, 94, 0),
  });
});

test('draws z of image size as an image, from its smallest value to its largest', () => {
  const [input, flat, ...rest] = imagesOf(layOut(ofWidth(4)));
  assert.equal(input?.picture, picture);
  assert.equal([...(flat?.picture.pixels ?? [])], [0, 0, 0, 0]);
  assert.equal([...(rest[0]?.picture.pixels ?? [])], [0, 85, 170, 255]);
  assert.equal([input?.width, input?.height], [96, 96], 'enlarged by a whole number');
});

test('renders the pixels of the scene to PNG', () => {
  const items: readonly Item[] = [
    { kind: 'rectangle', x: 1, y: 0, width: 2, height: 1, fill: '#d55e00' },
    {
      kind: 'image',
      x: 0,
      y: 1,
      width: 4,
      height: 2,
      picture: { height: 1, width: 2, channels: 1, pixels: Uint8Array.of(7, 9) },
    },
  ];
  const { width, height, data } = PNG.sync.read(rasterize({ width: 4, height: 4, items }));
  const row = (y: number): number[] => [0, 1, 2, 3].map((x) => data[4 * (4 * y + x)] as number);
  assert.equal([width, height], [4, 4]);
  assert.equal(
    [row(0), row(1), row(2), row(3)],
    [
      [255, 213, 213, 255],
      [7, 7, 9, 9],
      [7, 7, 9, 9],
      [255, 255, 255, 255],
    ],
  );
});

test('draws letters from their dots', () => {
  const items: readonly Item[] = [{ kind: 'text', x: 10, y: 0, text: 'Tg', size: 1, anchor: 'end', fill: '#000000' }];
  const { data } = PNG.sync.read(rasterize({ width: 10, height: 9, items }));
  const drawn = Array.from({ length: 9 }, (_, y) =>
    Array.from({ length: 10 }, (_, x) => (data[4 * (10 * y + x)] === 0 ? '#' : '.')).join(''),
  );
  assert.equal(drawn, [
    '####......',
    '.#........',
    '.#....####',
    '.#...#...#',
    '.#...#...#',
    '.#...#...#',
    '.#....####',
    '.........#',
    '......###.',
  ]);
});

test('has a distinct glyph for every printable letter, and a box for anything else', () => {
  const shape = (letter: string): string =>
    Array.from({ length: LETTER.height * LETTER.width }, (_, i) =>
      dotAt(letter, i % LETTER.width, Math.floor(i / LETTER.width)) ? '#' : '.',
    ).join('');
  const letters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  assert.is(new Set(letters.map(shape)).size, 95);
  assert.is(shape('é'), shape('\u0007'));
  assert.not(letters.map(shape).includes(shape('é')));
});

test('shrinks text that does not fit, then cuts its middle', () => {
  assert.equal(fitText('cat', 100), { text: 'cat', size: 2 });
  assert.equal(fitText('automobile', 96), { text: 'automobile', size: 1 });
  const { text, size } = fitText('a very long name of a class', 96);
  assert.equal([text, size], ['a very ..a class', 1]);
  assert.ok(textWidth(text, size) <= 96);
});

test('renders the same to SVG, with names escaped', () => {
  const svg = toSvg(layOut(ofWidth(3)));
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" /);
  assert.match(svg, '>a &#60;b&#62;.png</text>');
  assert.match(svg, 'text-anchor="middle" fill="#d55e00">dog 80%</text>');
  assert.is(svg.split('<image ').length - 1, 2 + 6, 'two inputs, six strips');
});

test('chooses the format by the extension of the file', () => {
  assert.equal(['a.png', 'b.SVG', 'c.gif', 'png'].map(pictureFormat), ['png', 'svg', undefined, undefined]);
});

test.run();
