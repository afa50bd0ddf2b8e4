import { Tensor } from '@tensorflow/tfjs-core';

/** A tensor, a list of numbers, or one number. */
export type Comparable = Tensor | ArrayLike<number> | number;

/**
 * Asserts that numbers agree. Each error is relative to the largest expected magnitude, so that one tolerance
 * works for large and small tensors; if all expected numbers are zero, errors are absolute.
 *
 * @param tolerance largest relative error; 0 requires equality to the last bit
 * @throws Error with the number of differences and the largest one
 */
export function assertClose(actual: Comparable, expected: Comparable, tolerance: number, what = 'values'): void {
  const message = difference(actual, expected, tolerance, what);
  if (message !== undefined) throw new Error(message);
}

/** The message that {@link assertClose} throws, or undefined if the numbers agree. */
export function difference(
  actual: Comparable,
  expected: Comparable,
  tolerance: number,
  what: string,
): string | undefined {
  const [got, target] = [numbersOf(actual), numbersOf(expected)];
  const shape = shapeOf(actual);
  if (`${shape}` !== `${shapeOf(expected)}` && (expected instanceof Tensor || got.length !== target.length)) {
    return `Expected ${what} of shape [${shapeOf(expected).join(', ')}], got [${shape.join(', ')}].`;
  }
  const largest = target.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const scale = largest === 0 || !Number.isFinite(largest) ? 1 : largest;
  let [worst, worstError, count] = [-1, tolerance, 0];
  got.forEach((value, i) => {
    const exact = target[i] as number;
    const error = Math.abs(value - exact) / scale;
    if (Object.is(value, exact) || error <= tolerance) return;
    count++;
    if (worst >= 0 && !(error > worstError)) return;
    [worst, worstError] = [i, error];
  });
  if (worst < 0) return undefined;
  const at = shape.length === 0 ? '' : ` at [${position(worst, shape).join(', ')}]`;
  return (
    `${count} of ${got.length} ${what} differ by more than ${tolerance} of ${scale}; worst${at}: ` +
    `expected ${target[worst]}, got ${got[worst]}.`
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
