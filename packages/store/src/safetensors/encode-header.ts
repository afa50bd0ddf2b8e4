import { byteLength, bytesPerElement, type NamedTensor } from './tensor';

/** The start of a file and the order of the tensors after it. */
export interface EncodedHeader {
  /** Length field (8 bytes, little-endian) and JSON, padded with spaces to a multiple of 8. */
  readonly bytes: Uint8Array;
  /** The tensors in the order of their data: wide elements first, which aligns every tensor to its element size. */
  readonly tensors: readonly NamedTensor[];
}

/** Encodes the header: metadata first, then the tensors by name. An inconsistent tensor is a bug in the caller. */
export function encodeHeader(
  tensors: Iterable<NamedTensor>,
  metadata: Readonly<Record<string, string>>,
): EncodedHeader {
  const byName = [...tensors].sort((a, b) => compare(a.name, b.name));
  const inFile = [...byName].sort((a, b) => bytesPerElement[b.dtype] - bytesPerElement[a.dtype]);
  const offsets = offsetsOf(inFile);
  const members = byName.map((tensor) => {
    const place = { dtype: tensor.dtype, shape: tensor.shape, data_offsets: offsets.get(tensor.name) };
    return `${JSON.stringify(tensor.name)}:${JSON.stringify(place)}`;
  });
  const sorted = Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => compare(a, b)));
  const json = `{${[`"__metadata__":${JSON.stringify(sorted)}`, ...members].join(',')}}`;
  return { bytes: frame(Buffer.from(json, 'utf8')), tensors: inFile };
}

function offsetsOf(tensors: readonly NamedTensor[]): ReadonlyMap<string, readonly [number, number]> {
  const offsets = new Map<string, readonly [number, number]>();
  let begin = 0;
  for (const { name, dtype, shape, data } of tensors) {
    if (offsets.has(name)) throw new Error(`internal: two tensors are named "${name}"`);
    if (byteLength(dtype, shape) !== data.length) {
      throw new Error(`internal: tensor "${name}" is ${dtype} [${shape.join(', ')}] but has ${data.length} bytes`);
    }
    offsets.set(name, [begin, begin + data.length]);
    begin += data.length;
  }
  return offsets;
}

function frame(json: Uint8Array): Uint8Array {
  const length = Math.ceil(json.length / 8) * 8;
  const bytes = Buffer.alloc(8 + length, ' ');
  bytes.writeBigUInt64LE(BigInt(length), 0);
  bytes.set(json, 8);
  return bytes;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
