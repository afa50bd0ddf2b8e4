/** The configuration of a TensorFlow context. */
export interface ContextConfig {
  /** Number of threads that one op may use. */
  readonly intraOpThreads: number;
  /** Number of ops that may run at the same time. */
  readonly interOpThreads: number;
  /** False hides every GPU. */
  readonly gpu: boolean;
}

/** Serializes a tensorflow.ConfigProto by hand: five fields do not need a protobuf library. */
export function encodeConfig(config: ContextConfig): Buffer {
  const fields = [
    varintField(INTRA_OP_THREADS, config.intraOpThreads),
    varintField(INTER_OP_THREADS, config.interOpThreads),
    varintField(ALLOW_SOFT_PLACEMENT, 1),
    bytesField(GPU_OPTIONS, varintField(ALLOW_GROWTH, 1)),
  ];
  if (!config.gpu)
    fields.push(bytesField(DEVICE_COUNT, Buffer.concat([bytesField(1, Buffer.from('GPU')), varintField(2, 0)])));
  return Buffer.concat(fields);
}

// Field numbers of ConfigProto and, for ALLOW_GROWTH, of its GPUOptions.
const DEVICE_COUNT = 1;
const INTRA_OP_THREADS = 2;
const INTER_OP_THREADS = 5;
const GPU_OPTIONS = 6;
const ALLOW_SOFT_PLACEMENT = 7;
const ALLOW_GROWTH = 4;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

const varintField = (field: number, value: number): Buffer => Buffer.concat([varint(field << 3), varint(value)]);

const bytesField = (field: number, value: Buffer): Buffer =>
  Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);
