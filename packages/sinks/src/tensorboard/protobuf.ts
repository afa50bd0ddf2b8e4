/** An encoded field of a protobuf message: key and value. */
export type Field = Buffer;

/** Concatenates fields to a message. */
export const message = (...fields: readonly Field[]): Buffer => Buffer.concat(fields);

/** Encodes an enum or a non-negative int64. */
export function varintField(number: number, value: number): Field {
  return Buffer.concat([key(number, WIRE.varint), varint(value)]);
}

export function doubleField(number: number, value: number): Field {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([key(number, WIRE.eight), bytes]);
}

/** Encodes a float32; the value is rounded. */
export function floatField(number: number, value: number): Field {
  const bytes = Buffer.alloc(4);
  // writeFloatLE turns values beyond float32 into infinity.
  bytes.writeFloatLE(value);
  return Buffer.concat([key(number, WIRE.four), bytes]);
}

/** Encodes a string (UTF-8), bytes or a nested message. */
export function bytesField(number: number, value: string | Uint8Array): Field {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([key(number, WIRE.length), varint(bytes.length), bytes]);
}

/** Wire types. */
const WIRE = { varint: 0, eight: 1, length: 2, four: 5 } as const;

const key = (number: number, wire: number): Buffer => varint(number * 8 + wire);

/** Seven bits per byte, lowest first; the eighth bit is set if more bytes follow. */
function varint(value: number): Buffer {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Error(`internal: expected a non-negative safe integer, got ${value}`);
  }
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
