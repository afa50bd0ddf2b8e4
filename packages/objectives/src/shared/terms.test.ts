import { startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, differences, mean, sum, valuesOf } from './fixture';
import { batchAccuracy, crossEntropyTerm, denoisingTerm, flowMatchingTerm, klTerm } from './terms';

const test = suite('loss terms');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** Two examples of three classes; labels 2 and 0. */
const LOGITS = [0.2, -1.5, 3, 40, 0.5, -20];
const LABELS = [2, 0];
const U = [0.5, -1, 2, 0.25];
const PREDICTION = [0.75, 1, -2, 0.5];

const labels = () => tf.tensor1d(LABELS, 'int32');
const matrix = (values: readonly number[], rows = 2): Tensor => tf.tensor2d([...values], [rows, values.length / rows]);

/** The terms in double precision, without tensors. */
const crossEntropyOf = (logits: readonly number[]): number =>
  mean(
    LABELS.map((label, i) => {
      const row = logits.slice(3 * i, 3 * i + 3);
      const top = Math.max(...row);
      return top + Math.log(sum(row.map((value) => Math.exp(value - top)))) - (row[label] as number);
    }),
  );
const klOf = (u: readonly number[], alphaBar: number): number =>
  mean(
    [0, 2].map((i) =>
      sum(u.slice(i, i + 2).map((value) => 0.5 * (alphaBar * value * value - alphaBar - Math.log(1 - alphaBar)))),
    ),
  );
const denoisingOf = (prediction: readonly number[], weight: number): number =>
  (weight * sum(prediction.map((value, i) => (value - (U[i] as number)) ** 2))) / 2;

test('cross-entropy matches a value computed by hand', () => {
  const rows = [Math.LN2, 0, 0, 0, 0, Math.LN2];
  // -log(2/4) for the first class of the first row, -log(1/4) for the second class of the second.
  const found = valuesOf(() => crossEntropyTerm(matrix(rows), tf.tensor1d([0, 1], 'int32')));
  assertClose(found, [(Math.log(2) + Math.log(4)) / 2], 1e-6);
});

test('cross-entropy stays exact for large logits', () => {
  assertClose(
    valuesOf(() => crossEntropyTerm(matrix(LOGITS), labels())),
    [crossEntropyOf(LOGITS)],
    1e-6,
  );
  assertClose(
    valuesOf(() => crossEntropyTerm(tf.tensor2d([[0, 200, 0]]), tf.tensor1d([0], 'int32'))),
    [200],
    1e-6,
  );
});

test('KL matches a value computed by hand', () => {
  // (25/2 - 2/2 + 2 ln 2) / 2.
  assertClose(
    valuesOf(() => klTerm(tf.tensor2d([[3, 4]]), 0.5)),
    [5.75 + Math.LN2],
    1e-6,
  );
});

test('KL matches the integral of q log(q / p)', () => {
  const alphaBar = 0.3;
  const integral = (mu: number): number => {
    const deviation = Math.sqrt(1 - alphaBar);
    const width = 1e-3;
    const density = (z: number, center: number, s: number): number =>
      Math.exp(-0.5 * ((z - center) / s) ** 2) / (s * Math.sqrt(2 * Math.PI));
    const grid = Array.from({ length: 20_001 }, (_, i) => mu + (i - 10_000) * width);
    return (
      width * sum(grid.map((z) => density(z, mu, deviation) * Math.log(density(z, mu, deviation) / density(z, 0, 1))))
    );
  };
  const numeric = mean([0, 2].map((i) => sum(U.slice(i, i + 2).map((value) => integral(Math.sqrt(alphaBar) * value)))));
  assertClose(
    valuesOf(() => klTerm(matrix(U), alphaBar)),
    [numeric],
    1e-6,
  );
});

test('KL keeps the 1.0e-5 of one-hot labels under the cosine schedule', () => {
  const oneHot = [1, ...Array(9).fill(0)];
  const [found] = valuesOf(() => klTerm(tf.tensor2d([oneHot]), 0.00001994)) as [number];
  assert.ok(Math.abs(found - 0.997e-5) < 1e-9, String(found));
});

test('denoising sums squares over D and averages over B', () => {
  // Differences (0.25, 2) and (-4, 0.25): 4.0625 and 16.0625.
  const found = valuesOf(() => denoisingTerm(matrix(PREDICTION), matrix(U), tf.scalar(0.5)));
  assert.equal(found, [0.5 * 10.0625]);
});

test('denoising takes a weight per example, as in continuous time', () => {
  const found = valuesOf(() => denoisingTerm(matrix(PREDICTION), matrix(U), tf.tensor1d([2, 0.5])));
  assert.equal(found, [(2 * 4.0625 + 0.5 * 16.0625) / 2]);
});

test('flow matching sums squares over D and averages over B, without a weight', () => {
  assert.equal(
    valuesOf(() => flowMatchingTerm(matrix(PREDICTION), matrix(U))),
    [10.0625],
  );
});

for (const alphaBar of [0.0067, 0.3, 0.9]) {
  test(`KL and its gradients match doubles for a learned schedule at abar_0 = ${alphaBar}`, () => {
    const retained = Math.fround(alphaBar);
    const [found, ofEmbedding, ofRetained] = [
      valuesOf(() => klTerm(matrix(U), tf.scalar(alphaBar))),
      valuesOf(() => tf.grad((u) => klTerm(u, tf.scalar(alphaBar)))(matrix(U))),
      valuesOf(() => tf.grad((at) => klTerm(matrix(U), at))(tf.scalar(alphaBar))),
    ];
    assertClose(found, [klOf(U, retained)], 1e-6);
    assertClose(
      ofEmbedding,
      differences((u) => klOf(u, retained), U),
      1e-6,
    );
    assertClose(
      ofRetained,
      differences(([at]) => klOf(U, at as number), [retained]),
      1e-6,
    );
  });
}

test('accuracy is the fraction of labels with the largest score', () => {
  const scores = () => matrix([...LOGITS, 0, 1, 0, 0, 0, 1], 4);
  assert.equal(
    valuesOf(() => batchAccuracy(scores(), tf.tensor1d([2, 0, 1, 1], 'int32'))),
    [0.75],
  );
});

const gradients = [
  [
    'cross-entropy',
    LOGITS.slice(0, 3).concat([1, 0.5, -2]),
    (x: Tensor) => crossEntropyTerm(x, labels()),
    crossEntropyOf,
  ],
  ['KL', U, (x: Tensor) => klTerm(x, 0.3), (u: readonly number[]) => klOf(u, 0.3)],
  [
    'denoising',
    PREDICTION,
    (x: Tensor) => denoisingTerm(x, matrix(U), tf.scalar(1.5)),
    (p: readonly number[]) => denoisingOf(p, 1.5),
  ],
  [
    'flow matching',
    PREDICTION,
    (x: Tensor) => flowMatchingTerm(x, matrix(U)),
    (p: readonly number[]) => denoisingOf(p, 1),
  ],
] as const;

for (const [name, at, term, inDoubles] of gradients) {
  test(`gradient of ${name} matches finite differences of its formula in doubles`, () => {
    assertClose(
      valuesOf(() => tf.grad((x) => term(x))(matrix(at))),
      differences(inDoubles, at),
      1e-6,
    );
  });
}

test('denoising pulls the embedding the opposite way', () => {
  const pull = valuesOf(() => tf.grad((u) => denoisingTerm(matrix(PREDICTION), u, tf.scalar(1.5)))(matrix(U)));
  const push = valuesOf(() => tf.grad((p) => denoisingTerm(p, matrix(U), tf.scalar(1.5)))(matrix(PREDICTION)));
  assert.equal(
    pull,
    push.map((value) => -value),
  );
});

test.run();
