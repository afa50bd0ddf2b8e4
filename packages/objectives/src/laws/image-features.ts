import type { BlockFamily, Scope } from '@noprop/core';

/** Blocks that count how often image features are computed. */
export interface CountedBlocks {
  readonly blocks: BlockFamily;
  /** Of each block, known by its scope. */
  readonly counts: () => readonly number[];
}

/**
 * Watches blocks. Image features depend on the image alone, so a prediction computes them once for
 * each block: once in all for one network of continuous time, however many steps it takes.
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
