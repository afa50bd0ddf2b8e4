export { testBlocks } from './testing/block-laws';
export { testEmbedding } from './testing/embedding-laws';
