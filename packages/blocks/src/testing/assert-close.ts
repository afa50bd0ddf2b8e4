import * as assert from 'uvu/assert';

/** Asserts that two lists agree element by element, absolutely below 1 and relatively above. */
export function assertClose(
  found: readonly number[],
  wanted: readonly number[],
  tolerance: number,
  what = 'values',
): void {
  assert.is(found.length, wanted.length, what);
  for (const [i, value] of found.entries()) {
    const want = wanted[i] as number;
    const error = Math.abs(value - want) / Math.max(1, Math.abs(want));
    assert.ok(error < tolerance, `${what}[${i}]: found ${value}, wanted ${want}, off by ${error}`);
  }
}
