/**
 * Orthonormalises the rows of a matrix, in place and in double precision (modified Gram-Schmidt,
 * twice: once is not enough where rows are nearly dependent). Of a matrix with more rows than
 * columns the columns become orthonormal. Starting from independent normals this is a uniform
 * choice among all such matrices.
 *
 * @param values rows x columns, row by row
 */
export function orthonormalise(values: Float64Array, rows: number, columns: number): void {
  const tall = rows > columns;
  // Vectors are rows, or columns of a tall matrix: a start and a distance between elements.
  const vectors = tall ? columns : rows;
  const length = tall ? rows : columns;
  const [start, stride] = tall ? [1, columns] : [columns, 1];
  const at = (vector: number, i: number): number => vector * start + i * stride;
  for (let v = 0; v < vectors; v++) {
    for (let round = 0; round < 2; round++) {
      for (let earlier = 0; earlier < v; earlier++) {
        let along = 0;
        for (let i = 0; i < length; i++) along += (values[at(v, i)] as number) * (values[at(earlier, i)] as number);
        for (let i = 0; i < length; i++)
          values[at(v, i)] = (values[at(v, i)] as number) - along * (values[at(earlier, i)] as number);
      }
      let square = 0;
      for (let i = 0; i < length; i++) square += (values[at(v, i)] as number) ** 2;
      const inverse = 1 / Math.sqrt(square);
      for (let i = 0; i < length; i++) values[at(v, i)] = (values[at(v, i)] as number) * inverse;
    }
  }
}
