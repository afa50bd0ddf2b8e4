export { fashionMnist } from './fashion-mnist/fashion-mnist';
export { glyphs } from './glyphs/glyphs';
export { mnist } from './mnist/mnist';
export { plugin } from './plugin';
export type { ArchiveFile, IdxArchive } from './shared/archive';
export { createIdxDataset, type IdxLocation } from './shared/idx-dataset';
