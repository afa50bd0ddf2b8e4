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

test('derives properties from the coefficients', () => {
  const { a, stages, stepStages, firstSameAsLast, errorWeights } = createTableau(heunEuler);
  assert.equal(a, [
    [0, 0],
    [1, 0],
  ]);
  assert.equal([stages, stepStages, firstSameAsLast, errorWeights], [2, 2, false, [-0.5, 0.5]]);
});

test('leaves stages that only serve the error estimate out of the step', () => {
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

test('copies the given arrays', () => {
  const b = [0.5, 0.5];
  const tableau = createTableau({ ...heunEuler, b });
  b[0] = 7;
  assert.equal(tableau.b, [0.5, 0.5]);
});

const broken: readonly (readonly [what: string, change: Partial<TableauDefinition>, message: string])[] = [
  ['no stages', { b: [] }, 'Expected at least one stage, got no weights b.'],
  ['the number of rows of a', { a: [[]] }, 'Expected one row of a per stage, 2 in all, got 1.'],
  ['the number of nodes', { c: [0] }, 'Expected one node of c per stage, 2 in all, got 1.'],
  [
    'an implicit stage',
    { a: [[], [0.5, 0.5]] },
    'Expected an explicit method, a[i][j] = 0 for j >= i, got a[1][1] = 0.5.',
  ],
  ['row sums', { c: [0, 0.5] }, 'Expected row 1 of a to sum to c[1] = 0.5, got 1.'],
  ['the sum of the weights', { b: [0.5, 0.25] }, 'Expected b to sum to 1, got 0.75.'],
  [
    'the order of the weights',
    { b: [0.25, 0.75] },
    'Expected b to have order 2, with weight 1/2 for the tree [[]], got 0.75.',
  ],
  [
    'an order that is too high',
    { order: 3 },
    'Expected b to have order 3, with weight 1/6 for the tree [[[]]], got 0.',
  ],
  ['a fractional order', { order: 1.5 }, 'Expected order to be a positive integer, got 1.5.'],
  ['a coefficient of NaN', { c: [0, Number.NaN] }, 'Expected finite coefficients, got NaN.'],
  [
    'the number of embedded weights',
    { embedded: { order: 1, b: [1] } },
    'Expected one weight of embedded b per stage, 2 in all, got 1.',
  ],
  ['the sum of the embedded weights', { embedded: { order: 1, b: [1, 1] } }, 'Expected embedded b to sum to 1, got 2.'],
  [
    'the order of the embedded weights',
    { embedded: { order: 2, b: [1, 0] } },
    'Expected embedded b to have order 2, with weight 1/2 for the tree [[]], got 0.',
  ],
  [
    'embedded weights equal to b',
    { embedded: { order: 1, b: [0.5, 0.5] } },
    'Expected embedded b to differ from b, got equal weights: every error estimate would be 0.',
  ],
  [
    'the number of rows of dense',
    { dense: { order: 1, coefficients: [[1]] } },
    'Expected one row of dense per stage, 2 in all, got 1.',
  ],
  [
    'the row sums of dense',
    { dense: { order: 1, coefficients: [[1], [0]] } },
    'Expected row 0 of dense to sum to b[0] = 0.5, got 1.',
  ],
  [
    'the order of dense',
    { dense: { order: 2, coefficients: [[0.5], [0.5]] } },
    'Expected dense to have order 2, with weight 0 for the tree [[]] at theta^1, got 0.5.',
  ],
];

for (const [what, change, message] of broken) {
  test(`refuses invalid coefficients: ${what}`, () => {
    assert.is(
      messageOf(() => createTableau({ ...heunEuler, ...change })),
      `tableau.mine  ${message} Check the coefficients against their source.  [invalid_tableau]`,
    );
  });
}

test.run();
