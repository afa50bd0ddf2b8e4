import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { problem, systemCode, systemReason } from '../problem';
import { type DecodedHeader, decodeHeader } from './decode-header';
import { digestKey, digestOf, digestPlaceholder, replaceDigest } from './digest';
import { bytesPerElement, type StoredTensor } from './tensor';

/** What a file holds. */
export interface Safetensors {
  readonly metadata: ReadonlyMap<string, string>;
  /** By name. Each tensor's bytes begin at a multiple of its element size, so that a typed view of them can be made. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/**
 * Reads a safetensors file and checks all of it before giving any of it out: the header against the format's rules, the
 * sizes against the file, the bytes against the digest. A file can only hold numbers and texts; nothing in it is run.
 * @param options `digest: 'optional'` also accepts a file without a digest, such as another program's
 * @throws NopropError `checkpoint_corrupt` saying what is wrong, `checkpoint_missing`, or `read_failed`
 */
export function readSafetensors(path: string, options: { digest?: 'required' | 'optional' } = {}): Safetensors {
  const file = readParts(path);
  const header = explain(path, () => decodeHeader(file.start.subarray(8), file.data.length));
  checkDigest(path, file, header.metadata, options.digest ?? 'required');
  return { metadata: header.metadata, tensors: takeTensors(header, file.data) };
}

const largestHeader = 100_000_000;

interface Parts {
  /** Length field and header. */
  readonly start: Uint8Array;
  readonly data: Uint8Array;
}

function readParts(path: string): Parts {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw corrupt(path, 'it is no regular file');
    if (stat.size < 8) throw corrupt(path, `it has ${stat.size} bytes, fewer than the 8 of its length field`);
    const headerLength = Buffer.from(readBytes(path, descriptor, 0, 8)).readBigUInt64LE();
    if (headerLength > BigInt(largestHeader)) {
      throw corrupt(path, `its header claims ${headerLength} bytes; at most ${largestHeader} are allowed`);
    }
    const dataBegin = 8 + Number(headerLength);
    if (dataBegin > stat.size) {
      throw corrupt(path, `its header claims ${headerLength} bytes, but only ${stat.size - 8} follow the length field`);
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
    if (count === 0) throw corrupt(path, 'it became shorter while it was read');
    filled += count;
  }
  return bytes;
}

function readFailure(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === 'ENOENT')
    return problem('checkpoint_missing', path, 'A safetensors file is wanted, but there is no such file.');
  const expected = code !== undefined || error instanceof RangeError;
  return !expected ? error : problem('read_failed', path, `Cannot read the file: ${systemReason(error)}.`);
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
  file: Parts,
  metadata: ReadonlyMap<string, string>,
  wanted: 'required' | 'optional',
): void {
  const claimed = metadata.get(digestKey);
  if (claimed === undefined) {
    if (wanted === 'optional') return;
    throw corrupt(path, 'it carries no sha256 of itself');
  }
  const start = /^[0-9a-f]{64}$/.test(claimed) ? replaceDigest(file.start, claimed, digestPlaceholder) : undefined;
  if (start === undefined) throw corrupt(path, 'its sha256 is not written as 64 lower-case hexadecimal characters');
  const found = digestOf(start, [file.data]);
  if (found !== claimed) throw corrupt(path, `it says its sha256 is ${claimed}, but it is ${found}`);
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

function corrupt(path: string, found: string): Error {
  return problem(
    'checkpoint_corrupt',
    path,
    `A whole safetensors file is wanted, but ${found}.`,
    'The file was damaged or is of another kind; use an earlier checkpoint or a fresh copy.',
  );
}
