/** One channel of an image, H W in row-major order. */
export interface Plane {
  readonly height: number;
  readonly width: number;
  readonly values: Float64Array;
}

/**
 * Resizes in two passes, one per axis. A shrinking axis averages the area that each new pixel covers; a growing one
 * interpolates linearly between pixel centers and repeats the outermost pixels; one of equal size is copied.
 */
export function resample(plane: Plane, height: number, width: number): Plane {
  const across = axisWeights(plane.width, width);
  const down = axisWeights(plane.height, height);
  const rows = new Float64Array(plane.height * width);
  for (let y = 0; y < plane.height; y++) {
    across.forEach((weights, x) => {
      for (const [from, weight] of weights) {
        rows[y * width + x] =
          (rows[y * width + x] as number) + weight * (plane.values[y * plane.width + from] as number);
      }
    });
  }
  const values = new Float64Array(height * width);
  down.forEach((weights, y) => {
    for (const [from, weight] of weights) {
      for (let x = 0; x < width; x++) {
        values[y * width + x] = (values[y * width + x] as number) + weight * (rows[from * width + x] as number);
      }
    }
  });
  return { height, width, values };
}

/** For each new pixel of an axis, the old pixels it is made of and their weights, which add up to 1. */
export function axisWeights(from: number, to: number): readonly (readonly (readonly [number, number])[])[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) =>
    from > to ? covered(i * scale, (i + 1) * scale, from) : between((i + 0.5) * scale - 0.5, from),
  );
}

/** The old pixels between `begin` and `end`, each with the fraction of that length it covers. */
function covered(begin: number, end: number, count: number): (readonly [number, number])[] {
  const weights: (readonly [number, number])[] = [];
  for (let pixel = Math.floor(begin); pixel < Math.min(Math.ceil(end), count); pixel++) {
    const overlap = Math.min(end, pixel + 1) - Math.max(begin, pixel);
    if (overlap > 1e-9) weights.push([pixel, overlap / (end - begin)]);
  }
  return weights;
}

/** The two old pixels whose centers a point is between. */
function between(position: number, count: number): (readonly [number, number])[] {
  const point = Math.min(Math.max(position, 0), count - 1);
  const left = Math.floor(point);
  const fraction = point - left;
  return fraction === 0
    ? [[left, 1]]
    : [
        [left, 1 - fraction],
        [left + 1, fraction],
      ];
}
