import { buildComponent, type Tensors } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import { runUpdate, type ToyState, toyBatch, toyParts } from '@noprop/objectives/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mixer, mixerState, options } from './fixture';
import { forwardGradient } from './forward-gradient';

const test = suite('bias of the forward gradient');

/** Each batch repeats the same three images this many times with independent noise, for as many draws. */
const COPIES = 100;
const BATCHES = 40;

let state: ToyState;
let copies: { images: Tensor; labels: Tensor };
/** Gradients by group and path. */
type Found = Readonly<Record<string, Tensors>>;
const found = new Map<string, number[][]>();
const exact = new Map<string, number[]>();

test.before(async () => {
  await startEngine({ backend: 'cpu' });
  const split = await toyParts.dataset.load('train');
  state = mixerState(7);
  const three = toyBatch(split, [4, 4, 1], 0, 3);
  copies = { images: tf.tile(three.images, [COPIES, 1, 1, 1]), labels: tf.tile(three.labels, [COPIES]) };
  tf.tidy(() => each(gradients('back-propagation', 0), (name, values) => exact.set(name, values)));
  for (let i = 1; i <= BATCHES; i++) {
    tf.tidy(() =>
      each(gradients('forward', i), (name, values) => found.set(name, [...(found.get(name) ?? []), values])),
    );
  }
});

for (const { name, layers } of mixer.blocks) {
  for (const layer of layers) {
    test(`${name}: averages to the local gradient over ${COPIES * BATCHES} draws for the layer "${layer.name}"`, () => {
      const zScores = ['kernel', 'bias']
        .flatMap((path) => zScoresOf(`${name}/${layer.name}/${path}`))
        .filter(hasGradient);
      const distance = Math.hypot(...zScores.map(({ z, error }) => z * error));
      const error = Math.hypot(...zScores.map((zScore) => zScore.error));
      assert.ok(distance < 2 * error, `the mean is ${distance / error} standard errors away`);
      const worst = Math.max(...zScores.map(({ z }) => Math.abs(z)));
      assert.ok(worst < 4, `the largest of ${zScores.length} z-scores is ${worst}`);
      // The gradient must stand out from the error of its estimate, or the test would prove nothing.
      const signal = Math.hypot(...zScores.map(({ expected }) => expected)) / error;
      assert.ok(signal > 5, `the gradient is ${signal} times the error of its estimate`);
    });
  }
}

test('gives the bias of a token no gradient, because the next normalization removes it', () => {
  const path = 'block/2/tokens/bias';
  assertClose([...(exact.get(path) as number[]), ...(found.get(path) as number[][]).flat()], Array(164).fill(0), 1e-6);
});

test('gives heads their exact gradient with both methods', () => {
  for (const path of [...exact.keys()].filter((name) => name.includes('head'))) {
    for (const values of found.get(path) as number[][]) assertClose(values, exact.get(path) as number[], 1e-6, path);
  }
});

test('scales only the gradient of the output layer by its rate', () => {
  tf.tidy(() => {
    each(gradients('forward', 1, 1), (name, values) => {
      const before = (found.get(name) as number[][])[0] as number[];
      assertClose(values, name.startsWith('head/') ? before.map((value) => 10 * value) : before, 1e-6, name);
    });
  });
});

test.after(() => tf.dispose([state as never, copies]));

test.run();

function gradients(gradient: string, key: number, lastLayerRate = 0.1): Found {
  const method = buildComponent(forwardGradient, { ...options, gradient, lastLayerRate }, toyParts);
  const [update] = method.updates;
  return runUpdate(update as never, state, copies, hostKey(1, 'train', key)).gradients;
}

function each(gradients: Found, visit: (name: string, values: number[]) => void): void {
  for (const [group, tensors] of Object.entries(gradients)) {
    for (const [path, tensor] of Object.entries(tensors)) visit(`${group}/${path}`, [...readTensor(tensor)]);
  }
}

/** Whether a number has a gradient at all, apart from rounding. */
const hasGradient = ({ error }: { readonly error: number }): boolean => error > 1e-6;

/** For each number of a parameter: the distance of the mean from the exact gradient, in standard errors. */
function zScoresOf(path: string): { z: number; expected: number; error: number }[] {
  const samples = found.get(path) as number[][];
  return (exact.get(path) as number[]).map((expected, i) => {
    const values = samples.map((sample) => sample[i] as number);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    const error = Math.sqrt(variance / values.length);
    return { z: (mean - expected) / error, expected, error };
  });
}
