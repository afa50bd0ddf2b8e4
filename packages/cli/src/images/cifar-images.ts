import type { ImageSet } from './image-set';

const [SIDE, PLANE] = [32, 32 * 32];
const PIXELS = 3 * PLANE;

/**
 * Number of labels before the pixels of a record: one in CIFAR-10's files, a coarse and a fine one in CIFAR-100's.
 * Undefined if the file is not a whole number of records.
 */
export function cifarLabels(bytes: Uint8Array, classes: number): 1 | 2 | undefined {
  const fits = (labels: number): boolean => bytes.length > 0 && bytes.length % (labels + PIXELS) === 0;
  // Some lengths fit both formats; a run with more than ten classes was not trained on CIFAR-10.
  const [first, second] = classes > 10 ? ([2, 1] as const) : ([1, 2] as const);
  return fits(first) ? first : fits(second) ? second : undefined;
}

/** The images of a CIFAR binary file: records of labels and three planes, red, green and blue. */
export function cifarImages(bytes: Uint8Array, labels: 1 | 2): ImageSet {
  const record = labels + PIXELS;
  return {
    count: bytes.length / record,
    picture: (i) => {
      const planes = bytes.subarray(i * record + labels, (i + 1) * record);
      const pixels = Uint8Array.from(
        { length: PIXELS },
        (_, at) => planes[(at % 3) * PLANE + Math.floor(at / 3)] as number,
      );
      return { height: SIDE, width: SIDE, channels: 3, pixels };
    },
    label: (i) => bytes[i * record + labels - 1],
  };
}
