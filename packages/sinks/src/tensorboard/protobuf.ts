/** A field of a protobuf message, encoded: key and value. */
export type Field = Buffer;

/** A message: its fields one after the other. */
export const message = (...fields: readonly Field[]): Buffer => Buffer.concat(fields);

/** An enum or an int64 that is not negative. */
export function varintField(number: number, value: number): Field {
  return Buffer.concat([key(number, WIRE.varint), varint(value)]);
}

export function doubleField(number: number, value: number): Field {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([key(number, WIRE.eight), bytes]);
}

/** Rounds to float32. */
export function floatField(number: number, value: number): Field {
  const bytes = Buffer.alloc(4);
  // Beyond float32 it becomes infinite, which writeFloatLE does by itself.
  bytes.writeFloatLE(value);
  return Buffer.concat([key(number, WIRE.four), bytes]);
}

/** A text (UTF-8), bytes or an inner message. */
export function bytesField(number: number, value: string | Uint8Array): Field {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([key(number, WIRE.length), varint(bytes.length), bytes]);
}

/** Wire types. */
const WIRE = { varint: 0, eight: 1, length: 2, four: 5 } as const;

const key = (number: number, wire: number): Buffer => varint(number * 8 + wire);

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varint(value: number): Buffer {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`internal: ${value} is no varint`);
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
