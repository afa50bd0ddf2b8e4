import * as assert from 'uvu/assert';

/** Asserts that two lists agree element by element: by absolute error below 1, by relative error above. */
export function assertClose(
  found: readonly number[],
  expected: readonly number[],
  tolerance: number,
  what = 'values',
): void {
  assert.is(found.length, expected.length, what);
  for (const [i, value] of found.entries()) {
    const target = expected[i] as number;
    const error = Math.abs(value - target) / Math.max(1, Math.abs(target));
    assert.ok(error < tolerance, `${what}[${i}]: expected ${target}, got ${value}, off by ${error}`);
  }
}
