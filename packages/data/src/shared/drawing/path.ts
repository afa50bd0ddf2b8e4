/** A pen stroke: points x, y, x, y, ... joined by straight lines, in a unit square with y downward. */
export type Stroke = readonly number[];

/** A stroke through the given points. */
export function line(...coordinates: readonly number[]): Stroke {
  return coordinates;
}

/**
 * A piece of an ellipse as short lines.
 * @param from start angle in degrees, 0 to the right, 90 downward
 * @param to end angle; smaller than `from` to go the other way round
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

/** One stroke out of several drawn without lifting the pen. */
export function join(...parts: readonly Stroke[]): Stroke {
  return parts.flat();
}
