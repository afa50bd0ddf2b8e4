import { type BlockFamily, type Dataset, type DenoisingBlock, type Embedding, requireBlocks } from '@noprop/core';

/** The parts that a network of denoising blocks is made of. */
interface BlockParts {
  readonly dataset: Dataset;
  readonly embedding: Embedding;
  readonly blocks: BlockFamily;
}

/**
 * The block of a method, in the sizes of its dataset and embedding.
 *
 * @param method its name, for the message
 * @throws NopropError `wrong_blocks` for blocks of another time
 */
export function createBlock(
  { dataset: { image, classes }, embedding, blocks }: BlockParts,
  time: BlockFamily['time'],
  method: string,
): DenoisingBlock {
  return requireBlocks(blocks, time, method).create({ image, classes, embedding: embedding.dimension });
}
