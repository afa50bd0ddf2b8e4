import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createScope, Registry } from '@noprop/core';
import { createRandomKey, keyTensor, startEngine, tf } from '@noprop/engine';
import { openTrainedRun } from '@noprop/runner';
import type { Tensor } from '@tensorflow/tfjs-core';
import { encode } from 'jpeg-js';
import { PNG } from 'pngjs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { builtIns } from './built-ins';
import { idxFile, pngFile } from './images/testing-files';
import { runCli } from './run-cli';
import { createWorkplace, type Workplace } from './trained-fixture';

const test = suite('predict');

let place: Workplace;
let run = '';
/** The test images of the run, N H W, and their labels. */
let images = new Uint8Array();
let labels = new Uint8Array();
const SIZE = 28 * 28;

interface Line {
  readonly image: string;
  readonly truth?: string;
  readonly predicted: string;
  readonly probability: number;
  readonly scores: readonly { readonly class: string; readonly probability: number }[];
}

const predict = (...args: readonly string[]) => runCli(['predict', run, ...args], { cwd: place.folder });
const linesOf = (stdout: string): Line[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

test.before(async () => {
  place = createWorkplace();
  run = place.train();
  const registry = new Registry(builtIns);
  const glyphs = registry.find('dataset', 'noprop/glyphs');
  if ('code' in glyphs) throw new Error(glyphs.message);
  const { dataset } = JSON.parse(readFileSync(join(run, 'plan.json'), 'utf8')).slots;
  const split = await (
    glyphs.build(dataset.with as never, {} as never) as never as {
      load(name: 'test'): Promise<{ images: Uint8Array; labels: Uint8Array }>;
    }
  ).load('test');
  ({ images, labels } = { images: Uint8Array.from(split.images), labels: Uint8Array.from(split.labels) });
  const write = (name: string, bytes: Uint8Array): void => writeFileSync(join(place.folder, name), bytes);
  write('t-images-idx3-ubyte.gz', gzipSync(idxFile([40, 28, 28], images)));
  write('t-labels-idx1-ubyte', idxFile([40], labels));
  const digit = images.subarray(0, SIZE);
  const color = Uint8Array.from({ length: 3 * SIZE }, (_, i) => 255 - (digit[Math.floor(i / 3)] as number));
  write('digit.png', pngFile(28, 28, 1, digit));
  write('ink.png', pngFile(28, 28, 3, color));
  const rgba = Buffer.from(
    Uint8Array.from({ length: 4 * SIZE }, (_, i) => (i % 4 === 3 ? 255 : (digit[Math.floor(i / 4)] as number))),
  );
  write('digit.jpg', encode({ width: 28, height: 28, data: rgba }, 100).data);
  write('cut.png', pngFile(28, 28, 1, digit).subarray(0, 100));
  write('cut.jpg', encode({ width: 28, height: 28, data: rgba }, 100).data.subarray(0, 700));
});

test.after(() => place.remove());

test('gives a test set the same accuracy as the evaluation of the run', () => {
  const { evaluation } = JSON.parse(readFileSync(join(run, 'result.json'), 'utf8'));
  const { code, stdout, stderr } = predict('t-images-idx3-ubyte.gz', '--json');
  assert.is(code, 0, stderr);
  const lines = linesOf(stdout);
  const right = lines.filter(({ truth, predicted }) => truth === predicted).length;
  assert.is(lines.length, 40);
  assert.is(right / 40, evaluation.test.runs[0]);
  assert.is(stderr, `${right} of 40 labeled images are correct (${(2.5 * right).toFixed(2)} %)\n`);
});

/** Probabilities of the first images, computed by the predictor op by op. */
async function byHand(count: number, inferenceRun: number, seed = 1): Promise<number[][]> {
  const trained = await openTrainedRun(run, builtIns);
  await startEngine({ threads: trained.engine.threads });
  const { groups, predictor } = trained.plan.parts.objective;
  return tf.tidy(() => {
    const random = createRandomKey(keyTensor(seed, `evaluate/run/${inferenceRun}`), tf.scalar(0, 'int32'));
    const tensor = (name: string): Tensor => {
      const { data, shape } = trained.tensors.find((each) => each.name === name) ?? {
        data: new Uint8Array(),
        shape: [],
      };
      return tf.tensor(new Float32Array(data.slice().buffer), [...shape]);
    };
    const scopes = groups.map(({ name, parameters, statistics }) => {
      const take = (kind: string, specs: object) =>
        Object.fromEntries(Object.keys(specs).map((path) => [path, tensor(`${kind}/${name}/${path}`)]));
      const tensors = { parameters: take('parameters', parameters), statistics: take('statistics', statistics) };
      return [name, createScope({ group: name, ...tensors, random, training: false }).scope] as const;
    });
    const pixels = tf.tensor(
      Float32Array.from(images.subarray(0, count * SIZE), (value) => value / 255),
      [count, 28, 28, 1],
    );
    const { scores } = predictor.predict({
      scopes: Object.fromEntries(scopes),
      images: pixels,
      random,
      diagnostics: false,
    });
    return (tf.softmax(scores) as Tensor).arraySync() as number[][];
  });
}

const near = (actual: Line | undefined, expected: readonly number[] | undefined, tolerance: number): void => {
  assert.is(actual?.scores.length, expected?.length);
  actual?.scores.forEach(({ probability }, k) => {
    assert.ok(
      Math.abs(probability - (expected?.[k] as number)) < tolerance,
      `class ${k}: expected ${expected?.[k]}, got ${probability}`,
    );
  });
};

test("matches the method's predictor, also averaged and with another seed", async () => {
  const [first, second, other] = [await byHand(3, 0), await byHand(3, 1), await byHand(3, 0, 5)];
  const of = (...args: readonly string[]): Line[] =>
    linesOf(predict('t-images-idx3-ubyte.gz[0:3]', '--json', ...args).stdout);
  of().forEach((line, i) => near(line, first[i], 1e-5));
  of('--seed', '5').forEach((line, i) => near(line, other[i], 1e-5));
  of('--runs', '2').forEach((line, i) => {
    const mean = first[i]?.map((value, k) => (value + (second[i]?.[k] as number)) / 2);
    near(line, mean, 1e-5);
  });
});

test('agrees on PNG, JPEG and a slice of the same digit', () => {
  const one = (...args: readonly string[]): Line | undefined => {
    const { code, stdout, stderr } = predict(...args, '--json');
    assert.is(code, 0, stderr);
    return linesOf(stdout)[0];
  };
  const slice = one('t-images-idx3-ubyte.gz[0]');
  assert.is(slice?.truth, String(labels[0]));
  assert.equal(one('digit.png')?.scores, slice?.scores);
  // Dark ink on a light background, inverted back; luma rounds by at most half a gray level.
  near(
    one('ink.png', '--fit', '--invert'),
    slice?.scores.map(({ probability }) => probability),
    0.01,
  );
  near(
    one('digit.jpg', '--fit'),
    slice?.scores.map(({ probability }) => probability),
    0.05,
  );
});

const tail = 'Use a fresh copy of the file.  [image_unreadable]';

test('reports all bad files at once, predicts the good ones and exits with code 1', () => {
  const { code, stdout, stderr } = predict(
    'digit.png',
    'ink.png',
    'none.png',
    'cut.png',
    'cut.jpg',
    't-images-idx3-ubyte.gz[40]',
  );
  assert.is(code, 1);
  assert.match(
    stdout,
    /^image {6}predicted {11}next\ndigit\.png {2}\d +\d+\.\d\d % {2}\d +\d+\.\d\d % {2}\d +\d+\.\d\d %\n$/,
  );
  const lines = stderr.split('\n');
  assert.is(lines[0], `cut.jpg  Damaged JPEG: it ends before its end marker. ${tail}`);
  assert.match(
    lines[1] as string,
    /^cut\.png {2}Damaged PNG: its data cannot be decoded \(.+\)\. Use a fresh copy of the file\. /,
  );
  assert.equal(lines.slice(2), [
    'ink.png  Expected an image of 28 x 28 gray, got 28 x 28 color. Add --fit to convert it.  [image_unfit]',
    'none.png  Cannot read the image: no such file. Give the path of an image file.  [image_unreadable]',
    't-images-idx3-ubyte.gz[40]  Invalid range [40:41]: the file holds 40 images, counted from 0. Use [index] or [begin:end]; the end is not included.  [slice_out_of_range]',
    '',
  ]);
});

test('--trajectory draws every state as PNG or SVG', () => {
  for (const file of ['way.png', 'way.svg']) {
    const { code, stderr } = predict('digit.png', 't-images-idx3-ubyte.gz[1]', '--trajectory', file);
    assert.is(code, 0, stderr);
  }
  const svg = readFileSync(join(place.folder, 'way.svg'), 'utf8');
  // Two steps give three states per image.
  assert.equal(
    [...svg.matchAll(/>t=([0-9.]+)</g)].map(([, t]) => t),
    ['0', '0.5', '1', '0', '0.5', '1'],
  );
  const { width, height } = PNG.sync.read(readFileSync(join(place.folder, 'way.png')));
  assert.match(svg, `width="${width}" height="${height}"`);
});

const usage: readonly (readonly [readonly string[], string])[] = [
  [
    ['a.png', '--runs', '0'],
    "error: option '--runs <n>' argument '0' is invalid. Expected a whole number from 1 to 1000.\n",
  ],
  [
    ['a.png', '--seed', 'x'],
    "error: option '--seed <n>' argument 'x' is invalid. Expected a whole number from 0 to 4294967295.\n",
  ],
  [
    ['a.png', '--trajectory', 'a.gif'],
    "error: option '--trajectory <file>' argument 'a.gif' is invalid. Expected a file name that ends in .png or .svg.\n",
  ],
  [[], "error: missing required argument 'images'\n"],
];

for (const [args, message] of usage) {
  test(`refuses: predict ${args.join(' ')}`, () => {
    const { code, stderr } = predict(...args);
    assert.is(stderr, message);
    assert.is(code, 2);
  });
}

test('refuses a folder that is not a run', () => {
  const { code, stderr } = runCli(['predict', place.folder, 'digit.png']);
  assert.is(
    stderr,
    `${place.folder}  Not a run folder: it has no plan.json. Give a folder created by "npx noprop run", such as runs/quickstart-1a2b3c4d.  [not_a_run]\n`,
  );
  assert.is(code, 1);
});

test('uses the last checkpoint of a run that was killed', () => {
  rmSync(join(run, 'result.json'));
  const { code, stderr } = predict('digit.png');
  assert.is(code, 0);
  assert.is(stderr, 'warning: The run is unfinished; using its checkpoint from step 20.\n');
});

test.run();
