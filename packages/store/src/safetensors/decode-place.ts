import { isStrictObject, quote, type StrictValue, shorten } from './strict-json';
import { byteLength, isStoredType, type TensorPlace } from './tensor';

/**
 * Reads and checks what a header says of one tensor.
 * @throws SyntaxError whose message completes "the header ..."
 */
export function decodePlace(name: string, value: StrictValue): TensorPlace {
  const tensor = `tensor ${quote(name)}`;
  if (!isStrictObject(value)) throw new SyntaxError(`gives ${tensor} no object`);
  const keys = [...value.keys()].sort().join(', ');
  if (keys !== 'data_offsets, dtype, shape') {
    throw new SyntaxError(`gives ${tensor} the keys [${shorten(keys)}]; [data_offsets, dtype, shape] are wanted`);
  }
  const dtype = value.get('dtype');
  if (typeof dtype !== 'string' || !isStoredType(dtype)) {
    const found = typeof dtype === 'string' ? quote(dtype) : 'of no string';
    throw new SyntaxError(`gives ${tensor} the element type ${found}; F32, I32 or U8 is wanted`);
  }
  const shape = integers(value.get('shape'));
  if (shape === undefined) throw new SyntaxError(`gives ${tensor} a shape that is no list of integers`);
  if (shape.length > mostAxes)
    throw new SyntaxError(`gives ${tensor} ${shape.length} axes; at most ${mostAxes} are allowed`);
  const offsets = integers(value.get('data_offsets'));
  if (offsets?.length !== 2) throw new SyntaxError(`gives ${tensor} data_offsets that are no two integers`);
  const [begin = 0, end = 0] = offsets;
  if (end < begin) throw new SyntaxError(`lets ${tensor} end at byte ${end}, before its begin ${begin}`);
  const typed = `${dtype} [${shape.join(', ')}]`;
  const wanted = byteLength(dtype, shape);
  if (wanted === undefined) throw new SyntaxError(`gives ${tensor} the size ${typed}, which is above 2^53 - 1 bytes`);
  if (wanted !== end - begin)
    throw new SyntaxError(`gives ${tensor} ${end - begin} bytes, but ${typed} takes ${wanted}`);
  return { dtype, shape, begin, end };
}

const mostAxes = 32;

function integers(value: StrictValue | undefined): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  return list.every((item): item is number => typeof item === 'number') ? list : undefined;
}
