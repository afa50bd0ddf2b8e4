import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createTableau, type TableauDefinition } from './tableau';

const test = suite('createTableau');

const heunEuler: TableauDefinition = {
  name: 'mine',
  order: 2,
  a: [[], [1]],
  b: [0.5, 0.5],
  c: [0, 1],
  embedded: { order: 1, b: [1, 0] },
  dense: {
    order: 2,
    coefficients: [
      [1, -0.5],
      [0, 0.5],
    ],
  },
};

test('what follows from the coefficients', () => {
  const { a, stages, stepStages, firstSameAsLast, errorWeights } = createTableau(heunEuler);
  assert.equal(a, [
    [0, 0],
    [1, 0],
  ]);
  assert.equal([stages, stepStages, firstSameAsLast, errorWeights], [2, 2, false, [-0.5, 0.5]]);
});

test('stages that serve the error estimate alone', () => {
  const tableau = createTableau({
    name: 'mine',
    order: 1,
    a: [[], [1]],
    b: [1, 0],
    c: [0, 1],
    embedded: { order: 2, b: [0.5, 0.5] },
  });
  assert.equal([tableau.stages, tableau.stepStages, tableau.firstSameAsLast], [2, 1, true]);
});

test('given arrays may change afterwards', () => {
  const b = [0.5, 0.5];
  const tableau = createTableau({ ...heunEuler, b });
  b[0] = 7;
  assert.equal(tableau.b, [0.5, 0.5]);
});

const broken: readonly (readonly [what: string, change: Partial<TableauDefinition>, message: string])[] = [
  ['no stages', { b: [] }, 'A tableau needs at least one stage, found no weights b.'],
  ['rows of a', { a: [[]] }, 'a must have a row for each of 2 stages, found 1.'],
  ['nodes', { c: [0] }, 'c must have a node for each of 2 stages, found 1.'],
  ['an implicit stage', { a: [[], [0.5, 0.5]] }, 'An explicit method has a[i][j] = 0 for j >= i, found a[1][1] = 0.5.'],
  ['row sums', { c: [0, 0.5] }, 'Row 1 of a must sum to c[1] = 0.5, found 1.'],
  ['the sum of weights', { b: [0.5, 0.25] }, 'b must sum to 1, found 0.75.'],
  ['its order', { b: [0.25, 0.75] }, 'b must have order 2: the weight of the tree [[]] must be 1/2, found 0.75.'],
  ['a higher order', { order: 3 }, 'b must have order 3: the weight of the tree [[[]]] must be 1/6, found 0.'],
  ['a fractional order', { order: 1.5 }, 'order must be a positive integer, found 1.5.'],
  ['numbers', { c: [0, Number.NaN] }, 'Coefficients must be finite, found NaN.'],
  [
    'embedded weights',
    { embedded: { order: 1, b: [1] } },
    'embedded b must have a weight for each of 2 stages, found 1.',
  ],
  ['their sum', { embedded: { order: 1, b: [1, 1] } }, 'embedded b must sum to 1, found 2.'],
  [
    'their order',
    { embedded: { order: 2, b: [1, 0] } },
    'embedded b must have order 2: the weight of the tree [[]] must be 1/2, found 0.',
  ],
  [
    'their difference',
    { embedded: { order: 1, b: [0.5, 0.5] } },
    'embedded b must differ from b, found equal weights: every error estimate would be 0.',
  ],
  ['rows of dense', { dense: { order: 1, coefficients: [[1]] } }, 'dense needs a row for each of 2 stages, found 1.'],
  [
    'the end of dense',
    { dense: { order: 1, coefficients: [[1], [0]] } },
    'Row 0 of dense must sum to b[0] = 0.5, found 1.',
  ],
  [
    'the order of dense',
    { dense: { order: 2, coefficients: [[0.5], [0.5]] } },
    'dense must have order 2: at theta^1 the weight of the tree [[]] must be 0, found 0.5.',
  ],
];

for (const [what, change, message] of broken) {
  test(`refuses wrong coefficients: ${what}`, () => {
    assert.is(
      messageOf(() => createTableau({ ...heunEuler, ...change })),
      `tableau.mine  ${message} Compare the coefficients with their source.  [invalid_tableau]`,
    );
  });
}

test.run();
