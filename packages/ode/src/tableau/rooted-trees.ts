/**
 * A rooted tree: the shape of one elementary differential, hence of one order condition. J. C. Butcher,
 * Numerical Methods for Ordinary Differential Equations, section 300.
 */
export interface RootedTree {
  /** Number of vertices, the root included. */
  readonly order: number;
  /** gamma(tree): the product of the orders of all its subtrees. */
  readonly density: number;
  /** The subtrees below the root. */
  readonly children: readonly RootedTree[];
}

/** All rooted trees with up to this many vertices, smallest first: 1, 1, 2, 4, 9, 20, ... of each order. */
export function rootedTrees(order: number): readonly RootedTree[] {
  const trees: RootedTree[] = [];
  for (let size = 1; size <= order; size++) {
    for (const children of forests(trees, size - 1, trees.length - 1)) trees.push(grow(children));
  }
  return trees;
}

/** A tree in bracket notation: `[]` is a single vertex, `[[][]]` one with two leaves. */
export function bracket(tree: RootedTree): string {
  return `[${tree.children.map(bracket).join('')}]`;
}

/**
 * The elementary weights Phi_i(tree), one per stage. Their sum weighted by b is the elementary weight of the
 * whole method.
 */
export function elementaryWeights(a: readonly (readonly number[])[], tree: RootedTree): readonly number[] {
  const below = tree.children.map((child) => elementaryWeights(a, child));
  return a.map((row) => below.reduce((product, weights) => product * dot(row, weights), 1));
}

export function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, i) => sum + value * (right[i] as number), 0);
}

/** Multisets of trees with `vertices` vertices in total, chosen from the first `last + 1` of the list. */
function forests(trees: readonly RootedTree[], vertices: number, last: number): readonly (readonly RootedTree[])[] {
  if (vertices === 0) return [[]];
  const found: (readonly RootedTree[])[] = [];
  for (let i = last; i >= 0; i--) {
    const tree = trees[i] as RootedTree;
    if (tree.order > vertices) continue;
    // The other trees come no later in the list than this one, so that every multiset occurs once.
    for (const rest of forests(trees, vertices - tree.order, i)) found.push([tree, ...rest]);
  }
  return found;
}

function grow(children: readonly RootedTree[]): RootedTree {
  const order = children.reduce((sum, child) => sum + child.order, 1);
  return { order, density: children.reduce((product, child) => product * child.density, order), children };
}
