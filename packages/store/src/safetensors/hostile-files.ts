/** A file that must be refused, and what is to be said of it. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Completes "A whole safetensors file is wanted, but ...". */
  readonly found: string;
}

/** A file with a given header and as many data bytes as asked for. */
export function fileOf(header: string | Uint8Array, dataLength: number, claimed?: bigint): Uint8Array {
  const json = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(claimed ?? BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(dataLength, 7)]);
}

/** A tensor's entry; by default bytes 0 to 8. */
export const entry = (name: string, dtype = 'F32', shape = '[2]', offsets = '[0,8]'): string =>
  `"${name}":{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;

const header = (name: string, json: string | Uint8Array, dataLength: number, found: string): HostileFile => ({
  name,
  bytes: fileOf(json, dataLength),
  found: `its header ${found}`,
});

const malformed = (at: number, wanted: string, found: string): string =>
  `is no JSON that is allowed here: at character ${at} ${wanted} is wanted, found ${found}`;

const anyValue = 'an object, an array, a string or an integer of 0 or more';
const nested = '['.repeat(100_000);

/** Files with a broken frame: the length field, the size. */
const frames: readonly HostileFile[] = [
  { name: 'empty', bytes: Buffer.alloc(0), found: 'it has 0 bytes, fewer than the 8 of its length field' },
  {
    name: 'shorter than its length field',
    bytes: Buffer.alloc(7),
    found: 'it has 7 bytes, fewer than the 8 of its length field',
  },
  {
    name: 'header longer than the file',
    bytes: fileOf('{}', 0, 3n),
    found: 'its header claims 3 bytes, but only 2 follow the length field',
  },
  {
    name: 'header of 100 MB and a byte',
    bytes: fileOf('{}', 0, 100_000_001n),
    found: 'its header claims 100000001 bytes; at most 100000000 are allowed',
  },
  {
    name: 'header of 2^64 - 1 bytes',
    bytes: fileOf('{}', 0, 2n ** 64n - 1n),
    found: 'its header claims 18446744073709551615 bytes; at most 100000000 are allowed',
  },
];

/** Files whose header is not the JSON that is allowed. */
const texts: readonly HostileFile[] = [
  header('no header', '', 0, 'does not start with "{"'),
  header('zeros', Buffer.alloc(16), 0, 'does not start with "{"'),
  header('byte order mark', '\uFEFF{}', 0, 'does not start with "{"'),
  header('leading space', ' {}', 0, 'does not start with "{"'),
  header('an array', '[]', 0, 'does not start with "{"'),
  header('bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 0, 'is not UTF-8'),
  header('cut off', '{"a"', 0, malformed(5, '":"', 'its end')),
  header('text after the end', '{}x', 0, malformed(3, 'its end', '"x"')),
  header('zero bytes after the end', '{}\0\0', 0, malformed(3, 'its end', '"\\u0000\\u0000"')),
  header('comma before the end', `{${entry('a')},}`, 8, malformed(55, 'a string', '"}"')),
  header('raw line end in a name', '{"a\nb":{}}', 0, 'has the malformed string "a\nb"'),
  header('half a surrogate pair', '{"\\ud800":{}}', 0, 'has the malformed string "\\ud800"'),
  header('deep nesting', `{"a":${nested}`, 0, 'nests more than 4 levels deep'),
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

/** Files whose header says something that cannot be. */
const places: readonly HostileFile[] = [
  header('metadata that are no object', '{"__metadata__":"x"}', 0, 'has a "__metadata__" that is no object'),
  header('metadata that are no text', '{"__metadata__":{"step":1}}', 0, 'has metadata "step" that is no string'),
  header('tensor that is no object', '{"a":[]}', 0, 'gives tensor "a" no object'),
  header(
    'tensor without a shape',
    '{"a":{"dtype":"F32"}}',
    0,
    'gives tensor "a" the keys [dtype]; [data_offsets, dtype, shape] are wanted',
  ),
  header(
    'tensor with a class',
    `{${entry('a').replace('}', ',"class":"Lambda"}')}}`,
    8,
    'gives tensor "a" the keys [class, data_offsets, dtype, shape]; [data_offsets, dtype, shape] are wanted',
  ),
  header(
    'unknown element type',
    `{${entry('a', 'F16', '[4]')}}`,
    8,
    'gives tensor "a" the element type "F16"; F32, I32 or U8 is wanted',
  ),
  header(
    'element type toString',
    `{${entry('a', 'toString')}}`,
    8,
    'gives tensor "a" the element type "toString"; F32, I32 or U8 is wanted',
  ),
  header(
    'element type that is no text',
    '{"a":{"dtype":1,"shape":[],"data_offsets":[0,4]}}',
    4,
    'gives tensor "a" the element type of no string; F32, I32 or U8 is wanted',
  ),
  header(
    'shape that is no list',
    `{${entry('a', 'F32', '2')}}`,
    8,
    'gives tensor "a" a shape that is no list of integers',
  ),
  header(
    'shape of texts',
    `{${entry('a', 'F32', '["2"]')}}`,
    8,
    'gives tensor "a" a shape that is no list of integers',
  ),
  header(
    '33 axes',
    `{${entry('a', 'U8', `[${Array(33).fill(1)}]`, '[0,1]')}}`,
    1,
    'gives tensor "a" 33 axes; at most 32 are allowed',
  ),
  header(
    'one offset',
    `{${entry('a', 'F32', '[2]', '[8]')}}`,
    8,
    'gives tensor "a" data_offsets that are no two integers',
  ),
  header(
    'end before begin',
    `{${entry('a', 'F32', '[2]', '[8,0]')}}`,
    8,
    'lets tensor "a" end at byte 0, before its begin 8',
  ),
  header(
    'overflowing shape',
    `{${entry('a', 'F32', '[4503599627370496,4]')}}`,
    8,
    'gives tensor "a" the size F32 [4503599627370496, 4], which is above 2^53 - 1 bytes',
  ),
  header(
    'overflow hidden by a zero',
    `{${entry('a', 'F32', '[4503599627370496,4,0]', '[0,0]')}}`,
    0,
    'gives tensor "a" the size F32 [4503599627370496, 4, 0], which is above 2^53 - 1 bytes',
  ),
  header(
    'shape larger than its bytes',
    `{${entry('a', 'F32', '[3]')}}`,
    8,
    'gives tensor "a" 8 bytes, but F32 [3] takes 12',
  ),
  header(
    'overlap',
    `{${entry('a')},${entry('b', 'F32', '[2]', '[4,12]')}}`,
    12,
    'lets tensor "b" begin at byte 4, inside another that ends at 8',
  ),
  header(
    'two tensors in one place',
    `{${entry('a')},${entry('b')}}`,
    8,
    'lets tensor "b" begin at byte 0, inside another that ends at 8',
  ),
  header(
    'hole',
    `{${entry('a')},${entry('b', 'U8', '[1]', '[9,10]')}}`,
    10,
    'leaves a hole before tensor "b", from byte 8 to 9',
  ),
  header(
    'hole at the start',
    `{${entry('a', 'F32', '[2]', '[4,12]')}}`,
    12,
    'leaves a hole before tensor "a", from byte 0 to 4',
  ),
  header('data cut off', `{${entry('a')}}`, 7, 'wants 8 bytes of data, but 7 are there'),
  header('trailing byte', `{${entry('a')}}`, 9, 'wants 8 bytes of data, but 1 more are there'),
  header('name of a megabyte', `{"${'n'.repeat(1_000_000)}":1}`, 0, `gives tensor "${'n'.repeat(79)}... no object`),
];

/** Everything that a reader must refuse whether or not it asks for a digest. */
export const hostileFiles: readonly HostileFile[] = [...frames, ...texts, ...places];
