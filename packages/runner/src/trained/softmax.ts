/** Softmax of each row of a row-major matrix with `width` columns, in double precision. */
export function softmaxRows(scores: Float32Array, width: number): readonly Float64Array[] {
  return Array.from({ length: scores.length / width }, (_, row) =>
    softmax(scores.subarray(row * width, (row + 1) * width)),
  );
}

function softmax(scores: Float32Array): Float64Array {
  // The largest power is exp(0), so nothing overflows.
  const largest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = Float64Array.from(scores, (score) => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
