import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bracket, elementaryWeights, rootedTrees } from './rooted-trees';

const test = suite('rooted trees');

test('lists 1, 1, 2, 4, 9, 20 and 48 distinct trees of orders 1 to 7', () => {
  const trees = rootedTrees(7);
  const counts = [1, 2, 3, 4, 5, 6, 7].map((order) => trees.filter((tree) => tree.order === order).length);
  assert.equal(counts, [1, 1, 2, 4, 9, 20, 48]);
  assert.is(new Set(trees.map(bracket)).size, 85);
});

test('gives the trees of order 4 the densities 24, 12, 8 and 4', () => {
  const densities = Object.fromEntries(
    rootedTrees(4)
      .filter(({ order }) => order === 4)
      .map((tree) => [bracket(tree), tree.density]),
  );
  assert.equal(densities, { '[[[[]]]]': 24, '[[[][]]]': 12, '[[[]][]]': 8, '[[][][]]': 4 });
});

test('matches elementary weights of the midpoint rule computed by hand', () => {
  const a = [
    [0, 0],
    [0.5, 0],
  ];
  const weights = rootedTrees(3).map((tree) => [bracket(tree), elementaryWeights(a, tree)]);
  assert.equal(weights, [
    ['[]', [1, 1]],
    ['[[]]', [0, 0.5]],
    ['[[[]]]', [0, 0]],
    ['[[][]]', [0, 0.25]],
  ]);
});

test.run();
