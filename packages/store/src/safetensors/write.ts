import { type Fs, nodeFs } from '../atomic/fs';
import { writeFileAtomic } from '../atomic/write-file';
import { isReservedKey } from '../reserved-keys';
import { digestKey, digestOf, digestPlaceholder, replaceDigest } from './digest';
import { encodeHeader } from './encode-header';
import type { NamedTensor } from './tensor';

/** What was written. */
export interface WrittenSafetensors {
  readonly bytes: number;
  /** The digest in the file: of the whole file, with these 64 characters as zeros. */
  readonly sha256: string;
}

/** A safetensors file that has not been written yet. */
export interface EncodedSafetensors {
  /** The header, then the data of each tensor (not copied). */
  readonly pieces: readonly Uint8Array[];
  /** The digest in the file: of the whole file, with these 64 characters as zeros. */
  readonly sha256: string;
}

/**
 * Writes tensors as a safetensors file, completely or not at all.
 * @throws NopropError `disk_full` or `write_failed`
 */
export function writeSafetensors(
  path: string,
  tensors: Iterable<NamedTensor>,
  metadata: Readonly<Record<string, string>>,
  fs: Fs = nodeFs,
): WrittenSafetensors {
  const { pieces, sha256 } = encodeSafetensors(tensors, metadata);
  return { bytes: writeFileAtomic(path, pieces, fs), sha256 };
}

/**
 * Encodes a safetensors file. Equal tensors and metadata give equal bytes in any order. The metadata get the key
 * `sha256`, the digest of the whole file with these 64 characters as zeros, so that any changed byte is detected on
 * reading.
 */
export function encodeSafetensors(
  tensors: Iterable<NamedTensor>,
  metadata: Readonly<Record<string, string>>,
): EncodedSafetensors {
  const named = [...tensors];
  for (const key of Object.keys(metadata)) checkKey(key);
  for (const { name } of named) checkKey(name);
  const header = encodeHeader(named, { ...metadata, [digestKey]: digestPlaceholder });
  const data = header.tensors.map((tensor) => tensor.data);
  const sha256 = digestOf(header.bytes, data);
  const start = replaceDigest(header.bytes, digestPlaceholder, sha256);
  if (start === undefined) throw new Error('internal: the header has no single place for its digest');
  return { pieces: [start, ...data], sha256 };
}

function checkKey(key: string): void {
  const reserved = isReservedKey(key) || key === '' || key === '__metadata__' || key === digestKey;
  if (reserved) throw new Error(`internal: "${key}" cannot name a tensor or a metadata entry`);
}
