import { isStrictObject, quote, type StrictValue, shorten } from './strict-json';
import { byteLength, isStoredType, type TensorPlace } from './tensor';

/**
 * Decodes and checks a header's entry for one tensor.
 * @throws SyntaxError whose message completes "the header ..."
 */
export function decodePlace(name: string, value: StrictValue): TensorPlace {
  const entry = `has a bad entry for tensor ${quote(name)}`;
  if (!isStrictObject(value)) throw new SyntaxError(`${entry}: expected an object`);
  const keys = [...value.keys()].sort().join(', ');
  if (keys !== 'data_offsets, dtype, shape') {
    throw new SyntaxError(`${entry}: expected keys [data_offsets, dtype, shape], got [${shorten(keys)}]`);
  }
  const dtype = value.get('dtype');
  if (typeof dtype !== 'string' || !isStoredType(dtype)) {
    const actual = typeof dtype === 'string' ? quote(dtype) : 'a value that is not a string';
    throw new SyntaxError(`${entry}: expected dtype F32, I32 or U8, got ${actual}`);
  }
  const shape = integers(value.get('shape'));
  if (shape === undefined) throw new SyntaxError(`${entry}: expected shape to be a list of integers`);
  if (shape.length > mostAxes)
    throw new SyntaxError(`${entry}: expected at most ${mostAxes} axes, got ${shape.length}`);
  const offsets = integers(value.get('data_offsets'));
  if (offsets?.length !== 2) throw new SyntaxError(`${entry}: expected data_offsets to be two integers`);
  const [begin = 0, end = 0] = offsets;
  if (end < begin) throw new SyntaxError(`${entry}: it ends at byte ${end}, before its start at byte ${begin}`);
  const typed = `${dtype} [${shape.join(', ')}]`;
  const expected = byteLength(dtype, shape);
  if (expected === undefined) throw new SyntaxError(`${entry}: ${typed} is larger than 2^53 - 1 bytes`);
  if (expected !== end - begin)
    throw new SyntaxError(`${entry}: ${typed} takes ${expected} bytes, but data_offsets span ${end - begin}`);
  return { dtype, shape, begin, end };
}

const mostAxes = 32;

function integers(value: StrictValue | undefined): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  return list.every((item): item is number => typeof item === 'number') ? list : undefined;
}
