export { type Fs, nodeFs } from './atomic/fs';
export { removeTemporaries } from './atomic/remove-temporaries';
export { type FileContent, isTemporaryName, writeFileAtomic } from './atomic/write-file';
export { canonicalJson, prettyJson } from './canonical/canonical-json';
export { sha256Hex } from './canonical/sha256';
export { type Commit, describeEnvironment, type Environment } from './environment';
export { type FileLock, lockFile } from './lock/lock-file';
export { lockOwner } from './lock/lock-owner';
export type { LockOwner } from './lock/owner';
export type {
  Checkpoint,
  CheckpointFile,
  LatestCheckpoint,
} from './run-folder/checkpoints';
export { createRunFolder, type RunFolderRequest } from './run-folder/create';
export { reportFiles } from './run-folder/files';
export type { MetricRecord } from './run-folder/metric-lines';
export { openRunFolder, openRunRecord } from './run-folder/open';
export { RunFolder } from './run-folder/run-folder';
export { parseJson, readBytes, readText } from './run-folder/text';
export { readSafetensors, type Safetensors } from './safetensors/read';
export type { NamedTensor, StoredTensor, StoredType } from './safetensors/tensor';
export {
  type EncodedSafetensors,
  encodeSafetensors,
  type WrittenSafetensors,
  writeSafetensors,
} from './safetensors/write';
