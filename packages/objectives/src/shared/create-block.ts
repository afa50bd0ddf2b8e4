import { type BlockFamily, type Dataset, type DenoisingBlock, type Embedding, requireBlocks } from '@noprop/core';

/** The parts needed to create a denoising block. */
interface BlockParts {
  readonly dataset: Dataset;
  readonly embedding: Embedding;
  readonly blocks: BlockFamily;
}

/**
 * Creates a method's block with the sizes of its dataset and embedding.
 *
 * @param method name of the method, for the message
 * @throws NopropError `wrong_blocks` if the blocks are of the other time
 */
export function createBlock(
  { dataset: { image, classes }, embedding, blocks }: BlockParts,
  time: BlockFamily['time'],
  method: string,
): DenoisingBlock {
  return requireBlocks(blocks, time, method).create({ image, classes, embedding: embedding.dimension });
}
