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
  const colour = Uint8Array.from({ length: 3 * SIZE }, (_, i) => 255 - (digit[Math.floor(i / 3)] as number));
  write('digit.png', pngFile(28, 28, 1, digit));
  write('ink.png', pngFile(28, 28, 3, colour));
  const rgba = Buffer.from(
    Uint8Array.from({ length: 4 * SIZE }, (_, i) => (i % 4 === 3 ? 255 : (digit[Math.floor(i / 4)] as number))),
  );
  write('digit.jpg', encode({ width: 28, height: 28, data: rgba }, 100).data);
  write('cut.png', pngFile(28, 28, 1, digit).subarray(0, 100));
  write('cut.jpg', encode({ width: 28, height: 28, data: rgba }, 100).data.subarray(0, 700));
});

test.after(() => place.remove());

test('a test set gets the very accuracy that the run was evaluated with, for each inference run', () => {
  const { evaluation } = JSON.parse(readFileSync(join(run, 'result.json'), 'utf8'));
  const { code, stdout, stderr } = predict('t-images-idx3-ubyte.gz', '--json');
  assert.is(code, 0, stderr);
  const lines = linesOf(stdout);
  const right = lines.filter(({ truth, predicted }) => truth === predicted).length;
  assert.is(lines.length, 40);
  assert.is(right / 40, evaluation.test.runs[0]);
  assert.is(stderr, `${right} of 40 labelled images are right (${(2.5 * right).toFixed(2)} %)\n`);
});

/** Probabilities of the first images by the predictor itself, op by op. */
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

const near = (found: Line | undefined, wanted: readonly number[] | undefined, tolerance: number): void => {
  assert.is(found?.scores.length, wanted?.length);
  found?.scores.forEach(({ probability }, k) => {
    assert.ok(
      Math.abs(probability - (wanted?.[k] as number)) < tolerance,
      `class ${k}: ${probability}, wanted ${wanted?.[k]}`,
    );
  });
};

test("probabilities are those of the method's predictor, also averaged and with another seed", async () => {
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

test('PNG, JPEG and a slice of the same digit agree', () => {
  const one = (...args: readonly string[]): Line | undefined => {
    const { code, stdout, stderr } = predict(...args, '--json');
    assert.is(code, 0, stderr);
    return linesOf(stdout)[0];
  };
  const slice = one('t-images-idx3-ubyte.gz[0]');
  assert.is(slice?.truth, String(labels[0]));
  assert.equal(one('digit.png')?.scores, slice?.scores);
  // Dark ink on light colour, and back; luma rounds by half a grey level at most.
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

const tail = 'The file was damaged; use a fresh copy.  [image_unreadable]';

test('bad files are reported at once, the good ones predicted, and the exit code is 1', () => {
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
  assert.is(lines[0], `cut.jpg  A whole JPEG is wanted, but it breaks off before its end marker. ${tail}`);
  assert.match(
    lines[1] as string,
    /^cut\.png {2}A whole PNG is wanted, but its data do not unpack \(.+\)\. The file was damaged; /,
  );
  assert.equal(lines.slice(2), [
    'ink.png  An image of 28 x 28 grey is wanted, but it is 28 x 28 colour. Add --fit to convert it.  [image_unfit]',
    'none.png  An image file is wanted, but there is no such file. Give the path of an image file.  [image_unreadable]',
    't-images-idx3-ubyte.gz[40]  Images from 40 to before 41 are wanted, but the file holds 40, counted from 0. Give [number] or [begin:end] inside of that; the end is not included.  [slice_out_of_range]',
    '',
  ]);
});

test('--trajectory draws every state, as PNG or SVG', () => {
  for (const file of ['way.png', 'way.svg']) {
    const { code, stderr } = predict('digit.png', 't-images-idx3-ubyte.gz[1]', '--trajectory', file);
    assert.is(code, 0, stderr);
  }
  const svg = readFileSync(join(place.folder, 'way.svg'), 'utf8');
  // Two steps: three states of each image.
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
    "error: option '--runs <n>' argument '0' is invalid. Wanted a whole number from 1 to 1000.\n",
  ],
  [
    ['a.png', '--seed', 'x'],
    "error: option '--seed <n>' argument 'x' is invalid. Wanted a whole number from 0 to 4294967295.\n",
  ],
  [
    ['a.png', '--trajectory', 'a.gif'],
    "error: option '--trajectory <file>' argument 'a.gif' is invalid. Wanted a file that ends in .png or .svg.\n",
  ],
  [[], "error: missing required argument 'images'\n"],
];

for (const [args, message] of usage) {
  test(`usage: ${args.join(' ')}`, () => {
    const { code, stderr } = predict(...args);
    assert.is(stderr, message);
    assert.is(code, 2);
  });
}

test('what is no run is said', () => {
  const { code, stderr } = runCli(['predict', place.folder, 'digit.png']);
  assert.is(
    stderr,
    `${place.folder}  A run folder is wanted, but the folder has no plan.json. Give a folder that "npx noprop run" made, such as runs/quickstart-1a2b3c4d.  [not_a_run]\n`,
  );
  assert.is(code, 1);
});

test('a run that was killed is used as far as it came', () => {
  rmSync(join(run, 'result.json'));
  const { code, stderr } = predict('digit.png');
  assert.is(code, 0);
  assert.is(stderr, 'warning: The run is unfinished; its checkpoint of step 20 is used.\n');
});

test.run();
