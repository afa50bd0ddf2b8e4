/**
 * A square grid of squared distances to the nearest line segment. Pixel (0, 0) covers the unit square from (0, 0), so
 * its center is (0.5, 0.5).
 */
export class Canvas {
  /** Squared distance of each pixel's center to the nearest segment, or {@link far}. */
  readonly distances: Float64Array;

  constructor(readonly size: number) {
    this.distances = new Float64Array(size * size);
  }

  clear(): void {
    this.distances.fill(far);
  }

  /** Adds a segment: lowers the distances of pixels within `reach` of its bounding box. */
  segment(x0: number, y0: number, x1: number, y1: number, reach: number): void {
    const { size, distances } = this;
    const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
    const right = Math.min(size - 1, Math.floor(Math.max(x0, x1) + reach));
    const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
    const bottom = Math.min(size - 1, Math.floor(Math.max(y0, y1) + reach));
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length2 = dx * dx + dy * dy;
    const scale = length2 > 0 ? 1 / length2 : 0;
    for (let row = top; row <= bottom; row++) {
      const py = row + 0.5 - y0;
      for (let column = left; column <= right; column++) {
        const px = column + 0.5 - x0;
        const along = Math.min(1, Math.max(0, (px * dx + py * dy) * scale));
        const ex = px - along * dx;
        const ey = py - along * dy;
        const distance = ex * ex + ey * ey;
        const at = row * size + column;
        if (distance < (distances[at] as number)) distances[at] = distance;
      }
    }
  }
}

/** A squared distance larger than any reach. */
export const far = 1e9;
