/** A pen stroke: points x, y, x, y, ... connected by straight lines, in a unit square with y pointing down. */
export type Stroke = readonly number[];

/** A stroke through the given points. */
export function line(...coordinates: readonly number[]): Stroke {
  return coordinates;
}

/**
 * An elliptical arc as short lines.
 * @param from start angle in degrees; 0 points right, 90 points down
 * @param to end angle; smaller than `from` to draw in the opposite direction
 */
export function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number): Stroke {
  const pieces = Math.max(2, Math.ceil(Math.abs(to - from) / 30));
  const points: number[] = [];
  for (let i = 0; i <= pieces; i++) {
    const angle = ((from + ((to - from) * i) / pieces) * Math.PI) / 180;
    points.push(cx + rx * Math.cos(angle), cy + ry * Math.sin(angle));
  }
  return points;
}

/** Connects several strokes into one, without lifting the pen. */
export function join(...strokes: readonly Stroke[]): Stroke {
  return strokes.flat();
}
