/**
 * Median Euclidean distance to the other images; for an even number of them, the mean of the middle two.
 *
 * @param squared squared distances to all images, including the 0 to itself; reordered in place
 */
export function medianDistance(squared: Float64Array): number {
  const others = squared.length - 1;
  // The distance of the image to itself sorts first, so the others start at 1.
  const low = 1 + Math.floor((others - 1) / 2);
  const first = select(squared, low);
  if (others % 2 === 1) return Math.sqrt(first);
  const next = squared.subarray(low + 1).reduce((a, b) => Math.min(a, b));
  return (Math.sqrt(first) + Math.sqrt(next)) / 2;
}

/** The value at `index` in sorted order (Hoare's quickselect). Afterwards, no smaller value follows that index. */
function select(values: Float64Array, index: number): number {
  const at = (i: number): number => values[i] as number;
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = middleOf(at(left), at((left + right) >> 1), at(right));
    let [i, j] = [left, right];
    while (i <= j) {
      while (at(i) < pivot) i++;
      while (at(j) > pivot) j--;
      if (i > j) break;
      const swapped = at(i);
      values[i++] = at(j);
      values[j--] = swapped;
    }
    if (index <= j) right = j;
    else if (index >= i) left = i;
    else break;
  }
  return at(index);
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
