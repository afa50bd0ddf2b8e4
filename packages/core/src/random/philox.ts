/** Four 32-bit words. */
export type Words4 = readonly [number, number, number, number];

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/**
 * Philox4x32: a bijection of the counter, chosen by the key (Salmon et al., SC 2011). Compiled steps run the same
 * generator, so host and device draw the same numbers.
 *
 * @param counter four 32-bit words
 * @param key two 32-bit words
 * @returns four unsigned 32-bit words
 */
export function philox4x32(counter: Words4, key: readonly [number, number], rounds = 10): Words4 {
  const out = new Uint32Array(4);
  philoxInto(out, 0, counter, key, rounds);
  return [out[0] as number, out[1] as number, out[2] as number, out[3] as number];
}

/** Writes one block to `out` at `offset` without allocating. This is the hot loop of host-side streams. */
export function philoxInto(
  out: Uint32Array | Int32Array,
  offset: number,
  counter: Words4,
  key: readonly [number, number],
  rounds = 10,
): void {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < rounds; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[offset] = c0;
  out[offset + 1] = c1;
  out[offset + 2] = c2;
  out[offset + 3] = c3;
}

/** High word of a 32 x 32 bit product, from 16-bit halves because a double cannot hold the full product. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = (middle & 0xffff) + aLow * bHigh;
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) | 0;
}
