import { createScope } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { assertClose, differences, mean, numbersOf, row, sum, type Values, valuesOf } from '@noprop/objectives/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { contrast } from './contrast';
import { layerTerms, type PassInDoubles, passInDoubles, peersInDoubles } from './fixture';
import { layerName, runLayers } from './layers';

const test = suite('contrast');

const BATCH = 5;
const UNITS = [6, 5, 4, 3] as const;
const DEPTH = UNITS.length - 1;
const layers = Array.from({ length: DEPTH }, (_, i) => i);

/** Random parameters, and positive and negative rows. */
let start: Values = {};
let positives: number[][] = [];
let negatives: number[][] = [];

test.before(async () => {
  await startEngine({ backend: 'cpu' });
  start = Object.fromEntries(layers.flatMap(drawLayer));
  positives = drawRows('positive');
  negatives = drawRows('negative');
});

function drawLayer(i: number): [string, number[]][] {
  const draw = (name: string, shape: number[]): [string, number[]] => [
    `${layerName(i)}/${name}`,
    valuesOf(() => hostKey(i + 1, name).normal(shape)),
  ];
  return [draw('kernel', [UNITS[i] as number, UNITS[i + 1] as number]), draw('bias', [UNITS[i + 1] as number])];
}

const drawRows = (name: string): number[][] => {
  const flat = valuesOf(() => hostKey(1, name).normal([BATCH, UNITS[0]]));
  return Array.from({ length: BATCH }, (_, i) => [...row(flat, i, UNITS[0])]);
};

interface Found {
  /** By layer and path, e.g. `layer/2/kernel`. */
  readonly gradients: Readonly<Record<string, number[]>>;
  readonly means: Readonly<Record<string, number[]>>;
  readonly positive: number;
  readonly negative: number;
  readonly ordered: number;
}

function run(values: Values, positives: number[][], negatives: number[][], peerNormalization = 0, theta = 1): Found {
  return tf.tidy(() => {
    const created = layers.map((i) =>
      createScope({
        group: layerName(i),
        parameters: {
          kernel: tf.tensor2d(
            [...numbersOf(values, `${layerName(i)}/kernel`)],
            [UNITS[i] as number, UNITS[i + 1] as number],
          ),
          bias: tf.tensor1d([...numbersOf(values, `${layerName(i)}/bias`)]),
        },
        statistics: { mean: tf.fill([UNITS[i + 1] as number], 0.5) },
        random: hostKey(1, 'unused'),
        training: true,
      }),
    );
    const scopes = created.map(({ scope }) => scope);
    const passes = [positives, negatives].map((rows) => runLayers(scopes, tf.tensor2d(rows)));
    const options = { theta, peerNormalization };
    const found = contrast(scopes, passes[0] as never, passes[1] as never, options);
    const named = found.gradients.flatMap((gradients, i) =>
      Object.entries(gradients).map(([path, tensor]) => [`${layerName(i)}/${path}`, [...readTensor(tensor)]] as const),
    );
    const number = (tensor: Tensor): number => readTensor(tensor)[0] as number;
    return {
      gradients: Object.fromEntries(named),
      means: Object.fromEntries(
        created.map(({ statistics }, i) => [layerName(i), [...readTensor(statistics().mean as Tensor)]]),
      ),
      positive: number(found.positive),
      negative: number(found.negative),
      ordered: number(found.ordered),
    } as never;
  }) as unknown as Found;
}

const passesOf = (rows: readonly number[][]): PassInDoubles[] => rows.map((x) => passInDoubles(start, DEPTH, x));

/** The loss of one layer with these parameters and its original inputs. */
function lossOf(i: number, layer: Values, theta: number): number {
  const inputs = (rows: readonly number[][]) => passesOf(rows).map((pass) => pass.inputs[i] as number[]);
  const affine = { kernel: numbersOf(layer, 'kernel'), bias: numbersOf(layer, 'bias') };
  const { positive, negative } = layerTerms(affine, inputs(positives), inputs(negatives), theta);
  return positive + negative;
}

for (const theta of [1, 0.4]) {
  test(`theta ${theta}: gives each layer half the gradient of its own loss for fixed inputs`, () => {
    const { gradients, positive, negative } = run(start, positives, negatives, 0, theta);
    for (const i of layers) {
      const own: Values = Object.fromEntries(
        ['kernel', 'bias'].map((path) => [path, numbersOf(start, `${layerName(i)}/${path}`)]),
      );
      for (const path of ['kernel', 'bias']) {
        const slopes = differences((moved) => lossOf(i, { ...own, [path]: moved }, theta), own[path] as number[]);
        const found = gradients[`${layerName(i)}/${path}`] as number[];
        assertClose(
          found.map((value) => 2 * value),
          slopes,
          2e-5,
        );
        assert.ok(
          found.some((value) => Math.abs(value) > 1e-3),
          `${layerName(i)}/${path} is not zero`,
        );
      }
    }
    const losses = layers.map((i) =>
      lossOf(
        i,
        { kernel: start[`${layerName(i)}/kernel`] as number[], bias: start[`${layerName(i)}/bias`] as number[] },
        theta,
      ),
    );
    assertClose([positive + negative], [sum(losses)], 1e-5);
  });
}

test('passes no gradient between layers: a layer does not affect the gradient of the one below', () => {
  const before = run(start, positives, negatives).gradients;
  const above = { ...start, 'layer/2/kernel': numbersOf(start, 'layer/2/kernel').map((value) => 3 * value + 1) };
  const after = run(above, positives, negatives).gradients;
  for (const path of ['layer/1/kernel', 'layer/1/bias']) assert.equal(after[path], before[path], path);
  assert.not.equal(after['layer/2/kernel'], before['layer/2/kernel']);
  assert.not.equal(after['layer/3/kernel'], before['layer/3/kernel'], 'it does change the input of the next layer');
});

test('the loss of a layer depends on the layer below, which gets no gradient from it', () => {
  const lossOfSecond = (kernel: readonly number[]): number => {
    const values = { ...start, 'layer/1/kernel': kernel };
    const inputs = (rows: readonly number[][]) =>
      rows.map((x) => passInDoubles(values, DEPTH, x).inputs[1] as readonly number[]);
    const second = { kernel: numbersOf(start, 'layer/2/kernel'), bias: numbersOf(start, 'layer/2/bias') };
    return layerTerms(second, inputs(positives), inputs(negatives)).positive;
  };
  const slopes = differences(lossOfSecond, numbersOf(start, 'layer/1/kernel'));
  assert.ok(Math.max(...slopes.map(Math.abs)) > 0.01, 'the loss depends on it');
});

test('peer normalization adds an ungated pull for positive data and updates the running means', () => {
  const strength = 0.2;
  const [plain, peers] = [run(start, positives, negatives), run(start, positives, negatives, strength)];
  for (const i of layers) {
    const passes = passesOf(positives);
    const units = UNITS[i + 1] as number;
    const activities = passes.map((pass) => pass.activities[i] as number[]);
    const { ascent, running } = peersInDoubles(Array(units).fill(0.5), activities, strength);
    assertClose(peers.means[layerName(i)] as number[], running, 1e-5);
    const added = (path: string): number[] =>
      (peers.gradients[`${layerName(i)}/${path}`] as number[]).map(
        (value, j) => value - (plain.gradients[`${layerName(i)}/${path}`]?.[j] as number),
      );
    assertClose(
      added('bias'),
      ascent.map((value) => -value),
      2e-6,
    );
    const inputs = passes.map((pass) => pass.inputs[i] as number[]);
    const kernel = (inputs[0] as number[]).flatMap((_, from) =>
      ascent.map((value) => -value * mean(inputs.map((x) => x[from] as number))),
    );
    assertClose(added('kernel'), kernel, 2e-6);
  }
});

test('only peer normalization revives a unit that is never active', () => {
  const dead = { ...start, 'layer/1/bias': [-1000, ...numbersOf(start, 'layer/1/bias').slice(1)] };
  assert.is(Math.abs(run(dead, positives, negatives).gradients['layer/1/bias']?.[0] as number), 0);
  const revived = run(dead, positives, negatives, 0.03).gradients['layer/1/bias']?.[0] as number;
  assert.ok(revived < 0, `a gradient of ${revived} should be negative and so raise the bias`);
});

test('ordered is the share of pairs whose positive example has more total goodness', () => {
  const total = (x: readonly number[]): number =>
    sum(
      passInDoubles(start, DEPTH, x)
        .activities.flat()
        .map((value) => value * value),
    );
  const right = positives.filter((x, i) => total(x) > total(negatives[i] as number[])).length;
  assert.ok(right > 0 && right < BATCH, `some pairs but not all should be ordered: ${right}`);
  assertClose([run(start, positives, negatives).ordered], [right / BATCH], 1e-6);
});

test.run();
