/**
 * Orthonormalises the rows of a matrix, in place and in double precision (modified Gram-Schmidt,
 * twice: once is not enough where rows are nearly dependent). Of a matrix with more rows than
 * columns the columns become orthonormal. Starting from independent normals this is a uniform
 * choice among all such matrices.
 *
 * @param values rows x columns, row by row
 */
export function orthonormalise(values: Float64Array, rows: number, columns: number): void {
  if (rows <= columns) {
    orthonormaliseRows(values, rows, columns);
    return;
  }
  // Vectors whose elements lie side by side: a large tall matrix takes minutes otherwise.
  const turned = transpose(values, rows, columns);
  orthonormaliseRows(turned, columns, rows);
  values.set(transpose(turned, columns, rows));
}

function orthonormaliseRows(values: Float64Array, count: number, length: number): void {
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
  const turned = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j] as number;
  }
  return turned;
}
