import { Tensor } from '@tensorflow/tfjs-core';

/** Numbers of a tensor, a list, or one number. */
export type Comparable = Tensor | ArrayLike<number> | number;

/**
 * Asserts that numbers agree. The error of each is measured against the largest expected magnitude,
 * so that one tolerance serves large and small tensors; where all expected are zero it is absolute.
 *
 * @param tolerance largest relative error; 0: equal to the last bit
 * @throws Error that counts the differences and names the worst
 */
export function assertClose(actual: Comparable, expected: Comparable, tolerance: number, what = 'values'): void {
  const message = difference(actual, expected, tolerance, what);
  if (message !== undefined) throw new Error(message);
}

/** The message of {@link assertClose}, if there is one. */
export function difference(
  actual: Comparable,
  expected: Comparable,
  tolerance: number,
  what: string,
): string | undefined {
  const [found, wanted] = [numbersOf(actual), numbersOf(expected)];
  const shape = shapeOf(actual);
  if (`${shape}` !== `${shapeOf(expected)}` && (expected instanceof Tensor || found.length !== wanted.length)) {
    return `${what} have shape [${shape.join(', ')}], expected [${shapeOf(expected).join(', ')}].`;
  }
  const largest = wanted.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const scale = largest === 0 || !Number.isFinite(largest) ? 1 : largest;
  let [worst, worstError, count] = [-1, tolerance, 0];
  found.forEach((value, i) => {
    const target = wanted[i] as number;
    const error = Math.abs(value - target) / scale;
    if (Object.is(value, target) || error <= tolerance) return;
    count++;
    if (worst >= 0 && !(error > worstError)) return;
    [worst, worstError] = [i, error];
  });
  if (worst < 0) return undefined;
  const at = shape.length === 0 ? '' : ` at [${position(worst, shape).join(', ')}]`;
  return (
    `${count} of ${found.length} ${what} differ by more than ${tolerance} of ${scale}; the worst` +
    `${at}: found ${found[worst]}, expected ${wanted[worst]}.`
  );
}

function numbersOf(values: Comparable): number[] {
  if (typeof values === 'number') return [values];
  return Array.from(values instanceof Tensor ? (values.dataSync() as Float32Array) : values);
}

function shapeOf(values: Comparable): readonly number[] {
  if (typeof values === 'number') return [];
  return values instanceof Tensor ? values.shape : [values.length];
}

function position(index: number, shape: readonly number[]): number[] {
  let rest = index;
  return shape
    .map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1))
    .map((step) => {
      const along = Math.floor(rest / step);
      rest %= step;
      return along;
    });
}
