/** A file that must be refused, and the reason to report. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Completes "Invalid safetensors file: ...". */
  readonly found: string;
}

/** A file with a given header and number of data bytes. */
export function fileOf(header: string | Uint8Array, dataLength: number, claimed?: bigint): Uint8Array {
  const json = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(claimed ?? BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(dataLength, 7)]);
}

/** A tensor's entry; bytes 0 to 8 by default. */
export const entry = (name: string, dtype = 'F32', shape = '[2]', offsets = '[0,8]'): string =>
  `"${name}":{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;

const header = (name: string, json: string | Uint8Array, dataLength: number, found: string): HostileFile => ({
  name,
  bytes: fileOf(json, dataLength),
  found: `its header ${found}`,
});

const malformed = (at: number, expected: string, actual: string): string =>
  `is malformed at character ${at}: expected ${expected}, got ${actual}`;

const anyValue = 'an object, an array, a string or a non-negative integer';
const nested = '['.repeat(100_000);

/** Files with a wrong length field or size. */
const frames: readonly HostileFile[] = [
  { name: 'empty', bytes: Buffer.alloc(0), found: 'it has 0 bytes, fewer than its 8-byte length field' },
  {
    name: 'shorter than its length field',
    bytes: Buffer.alloc(7),
    found: 'it has 7 bytes, fewer than its 8-byte length field',
  },
  {
    name: 'header longer than the file',
    bytes: fileOf('{}', 0, 3n),
    found: 'its length field claims a header of 3 bytes, but only 2 follow',
  },
  {
    name: 'header of 100 MB and a byte',
    bytes: fileOf('{}', 0, 100_000_001n),
    found: 'its length field claims a header of 100000001 bytes, but the limit is 100000000',
  },
  {
    name: 'header of 2^64 - 1 bytes',
    bytes: fileOf('{}', 0, 2n ** 64n - 1n),
    found: 'its length field claims a header of 18446744073709551615 bytes, but the limit is 100000000',
  },
];

/** Files whose header is not strict JSON. */
const texts: readonly HostileFile[] = [
  header('no header', '', 0, 'does not start with "{"'),
  header('zeros', Buffer.alloc(16), 0, 'does not start with "{"'),
  header('byte order mark', '\uFEFF{}', 0, 'does not start with "{"'),
  header('leading space', ' {}', 0, 'does not start with "{"'),
  header('an array', '[]', 0, 'does not start with "{"'),
  header('bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 0, 'is not UTF-8'),
  header('cut off', '{"a"', 0, malformed(5, '":"', 'the end of the header')),
  header('text after the end', '{}x', 0, malformed(3, 'the end of the header', '"x"')),
  header('zero bytes after the end', '{}\0\0', 0, malformed(3, 'the end of the header', '"\\u0000\\u0000"')),
  header('comma before the end', `{${entry('a')},}`, 8, malformed(55, 'a string', '"}"')),
  header('raw line end in a name', '{"a\nb":{}}', 0, 'has the malformed string "a\nb"'),
  header('half a surrogate pair', '{"\\ud800":{}}', 0, 'has the malformed string "\\ud800"'),
  header('deep nesting', `{"a":${nested}`, 0, 'is nested more than 4 levels deep'),
  header('tensor twice', `{${entry('a')},${entry('a')}}`, 8, 'has the key "a" twice'),
  header('tensor twice, once escaped', `{${entry('a')},${entry('\\u0061')}}`, 8, 'has the key "a" twice'),
  header('metadata twice', '{"__metadata__":{},"__metadata__":{}}', 0, 'has the key "__metadata__" twice'),
  header('element type twice', '{"a":{"dtype":"F32","dtype":"U8"}}', 0, 'has the key "dtype" twice'),
  header('tensor __proto__', `{${entry('__proto__')}}`, 8, 'has the reserved key "__proto__"'),
  header('tensor constructor', `{${entry('constructor')}}`, 8, 'has the reserved key "constructor"'),
  header('metadata __proto__', '{"__metadata__":{"__proto__":"x"}}', 0, 'has the reserved key "__proto__"'),
  header('negative size', `{${entry('a', 'F32', '[-2]')}}`, 8, malformed(30, anyValue, '"-2],\\"dat"')),
  header('fractional size', `{${entry('a', 'F32', '[2.0]')}}`, 8, malformed(30, anyValue, '"2.0],\\"da"')),
  header(
    'size of 2^53',
    `{${entry('a', 'F32', '[9007199254740992]')}}`,
    8,
    'has the number 9007199254740992, which is above 2^53 - 1',
  ),
  header('literal', '{"a":true}', 0, malformed(6, anyValue, '"true}"')),
];

/** Files whose header contradicts the format, itself or the data. */
const places: readonly HostileFile[] = [
  header('metadata that is not an object', '{"__metadata__":"x"}', 0, 'has a "__metadata__" that is not an object'),
  header('metadata that is not text', '{"__metadata__":{"step":1}}', 0, 'has metadata "step" that is not a string'),
  header('tensor that is not an object', '{"a":[]}', 0, 'has a bad entry for tensor "a": expected an object'),
  header(
    'tensor without a shape',
    '{"a":{"dtype":"F32"}}',
    0,
    'has a bad entry for tensor "a": expected keys [data_offsets, dtype, shape], got [dtype]',
  ),
  header(
    'tensor with a class',
    `{${entry('a').replace('}', ',"class":"Lambda"}')}}`,
    8,
    'has a bad entry for tensor "a": expected keys [data_offsets, dtype, shape], ' +
      'got [class, data_offsets, dtype, shape]',
  ),
  header(
    'unknown element type',
    `{${entry('a', 'F16', '[4]')}}`,
    8,
    'has a bad entry for tensor "a": expected dtype F32, I32 or U8, got "F16"',
  ),
  header(
    'element type toString',
    `{${entry('a', 'toString')}}`,
    8,
    'has a bad entry for tensor "a": expected dtype F32, I32 or U8, got "toString"',
  ),
  header(
    'element type that is not text',
    '{"a":{"dtype":1,"shape":[],"data_offsets":[0,4]}}',
    4,
    'has a bad entry for tensor "a": expected dtype F32, I32 or U8, got a value that is not a string',
  ),
  header(
    'shape that is not a list',
    `{${entry('a', 'F32', '2')}}`,
    8,
    'has a bad entry for tensor "a": expected shape to be a list of integers',
  ),
  header(
    'shape of strings',
    `{${entry('a', 'F32', '["2"]')}}`,
    8,
    'has a bad entry for tensor "a": expected shape to be a list of integers',
  ),
  header(
    '33 axes',
    `{${entry('a', 'U8', `[${Array(33).fill(1)}]`, '[0,1]')}}`,
    1,
    'has a bad entry for tensor "a": expected at most 32 axes, got 33',
  ),
  header(
    'one offset',
    `{${entry('a', 'F32', '[2]', '[8]')}}`,
    8,
    'has a bad entry for tensor "a": expected data_offsets to be two integers',
  ),
  header(
    'end before begin',
    `{${entry('a', 'F32', '[2]', '[8,0]')}}`,
    8,
    'has a bad entry for tensor "a": it ends at byte 0, before its start at byte 8',
  ),
  header(
    'overflowing shape',
    `{${entry('a', 'F32', '[4503599627370496,4]')}}`,
    8,
    'has a bad entry for tensor "a": F32 [4503599627370496, 4] is larger than 2^53 - 1 bytes',
  ),
  header(
    'overflow hidden by a zero',
    `{${entry('a', 'F32', '[4503599627370496,4,0]', '[0,0]')}}`,
    0,
    'has a bad entry for tensor "a": F32 [4503599627370496, 4, 0] is larger than 2^53 - 1 bytes',
  ),
  header(
    'shape larger than its bytes',
    `{${entry('a', 'F32', '[3]')}}`,
    8,
    'has a bad entry for tensor "a": F32 [3] takes 12 bytes, but data_offsets span 8',
  ),
  header(
    'overlap',
    `{${entry('a')},${entry('b', 'F32', '[2]', '[4,12]')}}`,
    12,
    'places tensor "b" at byte 4, inside another that ends at byte 8',
  ),
  header(
    'two tensors in one place',
    `{${entry('a')},${entry('b')}}`,
    8,
    'places tensor "b" at byte 0, inside another that ends at byte 8',
  ),
  header(
    'gap',
    `{${entry('a')},${entry('b', 'U8', '[1]', '[9,10]')}}`,
    10,
    'leaves a gap before tensor "b", from byte 8 to 9',
  ),
  header(
    'gap at the start',
    `{${entry('a', 'F32', '[2]', '[4,12]')}}`,
    12,
    'leaves a gap before tensor "a", from byte 0 to 4',
  ),
  header('data cut off', `{${entry('a')}}`, 7, 'describes 8 bytes of data, but the file has 7'),
  header('trailing byte', `{${entry('a')}}`, 9, 'describes 8 bytes of data, but the file has 9'),
  header(
    'name of a megabyte',
    `{"${'n'.repeat(1_000_000)}":1}`,
    0,
    `has a bad entry for tensor "${'n'.repeat(79)}...: expected an object`,
  ),
];

/** Files that a reader must refuse whether or not it requires a digest. */
export const hostileFiles: readonly HostileFile[] = [...frames, ...texts, ...places];
