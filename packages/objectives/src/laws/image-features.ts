import type { BlockFamily, Scope } from '@noprop/core';

/** Blocks that count how often image features are computed. */
export interface CountedBlocks {
  readonly blocks: BlockFamily;
  /** One count per block, in the order of their first use. */
  readonly counts: () => readonly number[];
}

/**
 * Wraps blocks to count how often they compute image features, told apart by their scopes. A prediction needs
 * them once per block, and only once for a continuous-time network, whatever the number of steps.
 */
export function countImageFeatures(blocks: BlockFamily): CountedBlocks {
  const calls = new Map<Scope, number>();
  const create: BlockFamily['create'] = (dimensions) => {
    const block = blocks.create(dimensions);
    return {
      ...block,
      features: (scope, images) => {
        calls.set(scope, (calls.get(scope) ?? 0) + 1);
        return block.features(scope, images);
      },
    };
  };
  return { blocks: { ...blocks, create }, counts: () => [...calls.values()] };
}
