import { palette } from '../drawing/colors';
import type { Chart } from '../drawing/to-svg';
import { spreadEnds, toPercent } from './numbers';

/** How figures distinguish measured values from the paper's: by color, shape and fill. */
export const sources = {
  measured: { name: 'measured', color: palette.blue, shape: 'circle' },
  paper: { name: 'paper', color: palette.vermillion, shape: 'diamond' },
} as const;

/** A measured accuracy and the paper's, as fractions. */
export interface AccuracyPair {
  readonly accuracy: number;
  readonly spread?: number;
  readonly paper?: number;
  readonly paperSpread?: number;
}

/** The same in percent, with the ends of the spreads. */
export interface DrawnPair {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly paper?: number;
  readonly paperLow?: number;
  readonly paperHigh?: number;
}

export function drawnPair({ accuracy, spread, paper, paperSpread }: AccuracyPair): DrawnPair {
  const ends = spreadEnds(accuracy, spread);
  const paperEnds = paper === undefined ? undefined : spreadEnds(paper, paperSpread);
  return {
    value: toPercent(accuracy),
    ...(ends === undefined ? {} : { low: ends[0], high: ends[1] }),
    ...(paper === undefined ? {} : { paper: toPercent(paper) }),
    ...(paperEnds === undefined ? {} : { paperLow: paperEnds[0], paperHigh: paperEnds[1] }),
  };
}

/** All values that must fit on the axis. */
export function numbersIn({ value, low, high, paper, paperLow, paperHigh }: DrawnPair): readonly number[] {
  return [value, low, high, paper, paperLow, paperHigh].filter((each) => each !== undefined);
}

/**
 * The hollow diamonds and the spreads of the paper's values.
 *
 * @param position encoding of the position perpendicular to the accuracy axis
 */
export function paperLayers(along: 'x' | 'y', position: Chart): readonly Chart[] {
  const { color, shape } = sources.paper;
  const has = (field: string): Chart => ({ transform: [{ filter: `isValid(datum.${field})` }] });
  const field = (name: string): Chart => ({ field: name, type: 'quantitative' });
  return [
    {
      ...has('paperLow'),
      mark: { type: 'rule', color: color, strokeWidth: 1.5 },
      encoding: { ...position, [along]: field('paperLow'), [`${along}2`]: { field: 'paperHigh' } },
    },
    {
      ...has('paper'),
      mark: { type: 'point', shape, size: 55, filled: false, stroke: color, strokeWidth: 1.8, opacity: 1 },
      encoding: { ...position, [along]: field('paper') },
    },
  ];
}
