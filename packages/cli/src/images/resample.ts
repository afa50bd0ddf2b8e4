/** One channel of an image, H W in row-major order. */
export interface Plane {
  readonly height: number;
  readonly width: number;
  readonly values: Float64Array;
}

/**
 * Another size by two passes, one an axis. An axis that shrinks averages the area that each new pixel covers; one that
 * grows is interpolated linearly between pixel centres, with the outermost pixels repeated; one that stays is copied.
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

/** For each new pixel of an axis, the old ones that it is made of and their shares, which add up to 1. */
export function axisWeights(from: number, to: number): readonly (readonly (readonly [number, number])[])[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) =>
    from > to ? covered(i * scale, (i + 1) * scale, from) : between((i + 0.5) * scale - 0.5, from),
  );
}

/** Old pixels under the stretch from `begin` to `end`, by how much of it they fill. */
function covered(begin: number, end: number, count: number): (readonly [number, number])[] {
  const weights: (readonly [number, number])[] = [];
  for (let pixel = Math.floor(begin); pixel < Math.min(Math.ceil(end), count); pixel++) {
    const overlap = Math.min(end, pixel + 1) - Math.max(begin, pixel);
    if (overlap > 1e-9) weights.push([pixel, overlap / (end - begin)]);
  }
  return weights;
}

/** The two old pixels whose centres a point lies between. */
function between(position: number, count: number): (readonly [number, number])[] {
  const point = Math.min(Math.max(position, 0), count - 1);
  const left = Math.floor(point);
  const share = point - left;
  return share === 0
    ? [[left, 1]]
    : [
        [left, 1 - share],
        [left + 1, share],
      ];
}
