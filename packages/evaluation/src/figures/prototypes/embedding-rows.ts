/** K rows of numbers, e.g. of W_Embed. */
export type EmbeddingRows = readonly (readonly number[])[];

/** Splits a flat array into K rows of equal length. */
export function rowsOf(values: ArrayLike<number>, count: number): EmbeddingRows {
  const size = values.length / count;
  return Array.from({ length: count }, (_, k) =>
    Array.from({ length: size }, (_, i) => values[k * size + i] as number),
  );
}

/** The rows minus their mean: what distinguishes them. */
export function lessMean(rows: EmbeddingRows): EmbeddingRows {
  const size = rows[0]?.length ?? 0;
  const mean = Array.from(
    { length: size },
    (_, i) => rows.reduce((sum, row) => sum + (row[i] as number), 0) / rows.length,
  );
  return rows.map((row) => row.map((value, i) => value - (mean[i] as number)));
}

/** Mean Euclidean distance between two rows, over all pairs; 0 for a single row. */
export function meanDistance(rows: EmbeddingRows): number {
  let [sum, pairs] = [0, 0];
  rows.forEach((a, k) => {
    for (const b of rows.slice(k + 1)) {
      sum += Math.sqrt(a.reduce((squares, value, i) => squares + (value - (b[i] as number)) ** 2, 0));
      pairs++;
    }
  });
  return pairs === 0 ? 0 : sum / pairs;
}
