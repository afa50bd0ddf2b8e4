export { cacheRoot } from './cache';
export { type Download, downloadFor, downloads, type Member, tensorflowVersion } from './downloads';
export { ensureEngine, type InstallOptions, type InstallResult } from './install';
export { type LocatedEngine, locateEngine, type MissingEngine } from './locate';
export { findPip } from './pip';
export { platformName } from './platform';
export type { InstallProgress, ProgressListener } from './progress';
export type { EngineReceipt } from './receipt';
