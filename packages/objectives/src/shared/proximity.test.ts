import { createScope } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyLearnedEmbedding, toyParts } from '../laws/toy-parts';
import { row, squaredDistance } from './doubles';
import { assertClose, sum, valuesOf } from './fixture';
import { classEmbeddings, proximity } from './proximity';

const test = suite('proximity');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** Two vectors and four class embeddings of dimension D, all float32. */
const number = fc.float({ min: -8, max: 8, noNaN: true });
const numbers = (count: number) => fc.array(number, { minLength: count, maxLength: count });
const cases = fc
  .integer({ min: 1, max: 6 })
  .chain((d) => fc.record({ d: fc.constant(d), z: numbers(2 * d), rows: numbers(4 * d) }));

const scoresOf = (z: readonly number[], rows: readonly number[], d: number): number[] =>
  valuesOf(() => proximity(tf.tensor2d([...z], [z.length / d, d]), tf.tensor2d([...rows], [rows.length / d, d])));

const distancesOf = (z: readonly number[], rows: readonly number[], d: number): number[][] =>
  [0, 1].map((i) => [0, 1, 2, 3].map((k) => squaredDistance(row(z, i, d), row(rows, k, d))));

test('matches z u - |u|^2 / 2 computed by hand', () =>
  assert.equal(scoresOf([1, 2, 0, -1], [3, 4, 0, 2], 2), [-1.5, 2, -16.5, -4]));

test('is largest for the class with the nearest embedding', () => {
  fc.assert(
    fc.property(cases, ({ d, z, rows }) => {
      const scores = scoresOf(z, rows, d);
      distancesOf(z, rows, d).forEach((distances, i) => {
        const mine = scores.slice(4 * i, 4 * i + 4);
        const chosen = distances[mine.indexOf(Math.max(...mine))] as number;
        // Scores reach 6 (64 + 32), so rounding may confuse classes at nearly equal distances.
        assert.ok(chosen <= Math.min(...distances) + 2e-4, `${chosen} of ${distances}`);
      });
    }),
    { numRuns: 200 },
  );
});

test('has score differences of half the differences in squared distance', () => {
  fc.assert(
    fc.property(cases, ({ d, z, rows }) => {
      const scores = scoresOf(z, rows, d);
      distancesOf(z, rows, d).forEach((distances, i) => {
        const mine = scores.slice(4 * i, 4 * i + 4);
        const [first, firstDistance] = [mine[0] as number, distances[0] as number];
        const differences = mine.map((score) => 2 * (first - score));
        const expected = distances.map((distance) => distance - firstDistance);
        differences.forEach((found, k) => assert.ok(Math.abs(found - (expected[k] as number)) < 2e-4));
      });
    }),
    { numRuns: 200 },
  );
});

test('divided by sigma^2, has a normalized Gaussian as softmax', () => {
  const sigma = 1.5;
  const [z, rows] = [
    [0.5, -1, 2, 0.25],
    [1, 0.5, -1, 2, 0.25, -1.5, 3, 0],
  ];
  const expected = distancesOf(z, rows, 2).flatMap((distances) => {
    const densities = distances.map((distance) => Math.exp(-distance / (2 * sigma * sigma)));
    return densities.map((density) => density / sum(densities));
  });
  const found = valuesOf(() =>
    tf.softmax(tf.div(proximity(tf.tensor2d(z, [2, 2]), tf.tensor2d(rows, [4, 2])), sigma * sigma)),
  );
  assertClose(found, expected, 1e-6);
});

test('does not favor a class for the length of its embedding', () => {
  // z = (1, 0) is nearer to (1, 0.1) than to (10, 0), whose product with z is ten times as large.
  const [near, far] = scoresOf([1, 0], [1, 0.1, 10, 0], 2) as [number, number];
  assert.ok(near > far, `${near}, ${far}`);
});

test('ranks image-sized prototypes whose distances are small next to their norms', () => {
  const side = 784;
  const base = Array.from({ length: side }, (_, i) => Math.fround(0.5 + 0.4 * Math.sin(i)));
  const shifted = (by: number): number[] => base.map((value, i) => (i === 0 ? Math.fround(value + by) : value));
  const [nearer, farther] = scoresOf(base, [...shifted(0.1), ...shifted(-0.2)], side) as [number, number];
  assert.ok(nearer > farther, `${nearer}, ${farther}`);
});

test('classEmbeddings returns the rows of W_Embed in class order', () => {
  const weight = [1, 2, 3, 4, 5, 6];
  const found = valuesOf(() => {
    const parameters = { weight: tf.tensor2d(weight, [3, 2]) };
    const source = { group: 'embedding', parameters, statistics: {}, random: hostKey(1, 'unused'), training: false };
    return classEmbeddings(toyLearnedEmbedding, createScope(source).scope);
  });
  assert.equal(found, weight);
  const none = { group: 'embedding', parameters: {}, statistics: {}, random: hostKey(1, 'unused'), training: false };
  assert.equal(
    valuesOf(() => classEmbeddings(toyParts.embedding, createScope(none).scope)),
    [1, 0, 0, 0, 1, 0, 0, 0, 1],
  );
});

test.run();
