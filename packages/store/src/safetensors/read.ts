import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { problem, systemCode, systemReason } from '../problem';
import { type DecodedHeader, decodeHeader } from './decode-header';
import { digestKey, digestOf, digestPlaceholder, replaceDigest } from './digest';
import { bytesPerElement, type StoredTensor } from './tensor';

/** The content of a file. */
export interface Safetensors {
  readonly metadata: ReadonlyMap<string, string>;
  /** By name. Each tensor's bytes are aligned to its element size, so that they can back a typed array. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/**
 * Reads a safetensors file and checks all of it before returning anything: the header against the format's rules, the
 * sizes against the file, the bytes against the digest. A file holds only numbers and text; nothing in it is executed.
 * @param options `digest: 'optional'` also accepts a file without a digest, e.g. one written by another program
 * @throws NopropError `checkpoint_corrupt` with the reason, `checkpoint_missing`, or `read_failed`
 */
export function readSafetensors(path: string, options: { digest?: 'required' | 'optional' } = {}): Safetensors {
  const file = readRaw(path);
  const header = explain(path, () => decodeHeader(file.start.subarray(8), file.data.length));
  checkDigest(path, file, header.metadata, options.digest ?? 'required');
  return { metadata: header.metadata, tensors: takeTensors(header, file.data) };
}

const largestHeader = 100_000_000;

interface RawFile {
  /** Length field and header. */
  readonly start: Uint8Array;
  readonly data: Uint8Array;
}

function readRaw(path: string): RawFile {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would block until a writer appears.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw corrupt(path, 'it is not a regular file');
    if (stat.size < 8) throw corrupt(path, `it has ${stat.size} bytes, fewer than its 8-byte length field`);
    const headerLength = Buffer.from(readBytes(path, descriptor, 0, 8)).readBigUInt64LE();
    if (headerLength > BigInt(largestHeader)) {
      throw corrupt(
        path,
        `its length field claims a header of ${headerLength} bytes, but the limit is ${largestHeader}`,
      );
    }
    const dataBegin = 8 + Number(headerLength);
    if (dataBegin > stat.size) {
      throw corrupt(
        path,
        `its length field claims a header of ${headerLength} bytes, but only ${stat.size - 8} follow`,
      );
    }
    return {
      start: readBytes(path, descriptor, 0, dataBegin),
      data: readBytes(path, descriptor, dataBegin, stat.size - dataBegin),
    };
  } catch (error) {
    throw readFailure(path, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readBytes(path: string, descriptor: number, begin: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, begin + filled);
    if (count === 0) throw corrupt(path, 'it became shorter while being read');
    filled += count;
  }
  return bytes;
}

function readFailure(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === 'ENOENT') return problem('checkpoint_missing', path, 'This safetensors file does not exist.');
  // Versions of Node differ in what they say about an array that cannot be allocated.
  const reason = error instanceof RangeError ? 'it does not fit into memory' : code && systemReason(error);
  return reason === undefined ? error : problem('read_failed', path, `Cannot read the file: ${reason}.`);
}

function explain<Result>(path: string, decode: () => Result): Result {
  try {
    return decode();
  } catch (error) {
    throw error instanceof SyntaxError ? corrupt(path, `its header ${error.message}`) : error;
  }
}

function checkDigest(
  path: string,
  file: RawFile,
  metadata: ReadonlyMap<string, string>,
  requirement: 'required' | 'optional',
): void {
  const claimed = metadata.get(digestKey);
  if (claimed === undefined) {
    if (requirement === 'optional') return;
    throw corrupt(path, 'it has no sha256 in its metadata');
  }
  const start = /^[0-9a-f]{64}$/.test(claimed) ? replaceDigest(file.start, claimed, digestPlaceholder) : undefined;
  if (start === undefined) throw corrupt(path, 'its sha256 is not written as 64 lowercase hexadecimal characters');
  const actual = digestOf(start, [file.data]);
  if (actual !== claimed) throw corrupt(path, `expected sha256 ${claimed}, got ${actual}`);
}

function takeTensors(header: DecodedHeader, data: Uint8Array): ReadonlyMap<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { dtype, shape, begin, end }] of header.places) {
    const view = data.subarray(begin, end);
    const aligned = view.byteOffset % bytesPerElement[dtype] === 0;
    tensors.set(name, { dtype, shape, data: aligned ? view : view.slice() });
  }
  return tensors;
}

function corrupt(path: string, reason: string): Error {
  return problem(
    'checkpoint_corrupt',
    path,
    `Invalid safetensors file: ${reason}.`,
    'The file is damaged or of another kind. Use an earlier checkpoint or a fresh copy.',
  );
}
