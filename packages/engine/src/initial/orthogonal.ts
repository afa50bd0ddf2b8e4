/**
 * Makes the rows of a matrix orthonormal, in place and in double precision, or the columns if there are more rows than
 * columns. Uses modified Gram-Schmidt twice, because once is inaccurate when rows are nearly dependent. Applied to
 * independent normals, this draws uniformly from all such matrices.
 *
 * @param values rows x columns, in row-major order
 */
export function orthonormalize(values: Float64Array, rows: number, columns: number): void {
  if (rows <= columns) {
    orthonormalizeRows(values, rows, columns);
    return;
  }
  // Transpose so that each vector is contiguous: otherwise a large tall matrix takes minutes.
  const transposed = transpose(values, rows, columns);
  orthonormalizeRows(transposed, columns, rows);
  values.set(transpose(transposed, columns, rows));
}

function orthonormalizeRows(values: Float64Array, count: number, length: number): void {
  for (let v = 0; v < count; v++) {
    const row = values.subarray(v * length, (v + 1) * length);
    for (let round = 0; round < 2; round++) {
      for (let earlier = 0; earlier < v; earlier++) {
        const other = values.subarray(earlier * length, (earlier + 1) * length);
        const along = dot(row, other);
        for (let i = 0; i < length; i++) row[i] = (row[i] as number) - along * (other[i] as number);
      }
      const inverse = 1 / Math.sqrt(dot(row, row));
      for (let i = 0; i < length; i++) row[i] = (row[i] as number) * inverse;
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function transpose(values: Float64Array, rows: number, columns: number): Float64Array {
  const transposed = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) transposed[j * rows + i] = values[i * columns + j] as number;
  }
  return transposed;
}
