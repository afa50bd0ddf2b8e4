import { palette } from '../drawing/colours';
import type { Chart } from '../drawing/to-svg';
import { spreadEnds, toPercent } from './numbers';

/** How measured numbers and the paper's are told apart, in every figure that shows both: colour, shape and filling. */
export const sources = {
  measured: { name: 'measured', colour: palette.blue, shape: 'circle' },
  paper: { name: 'paper', colour: palette.vermillion, shape: 'diamond' },
} as const;

/** A measured accuracy and the paper's, as fractions. */
export interface Beside {
  readonly accuracy: number;
  readonly spread?: number;
  readonly paper?: number;
  readonly paperSpread?: number;
}

/** The same in per cent, with the ends of the spreads. */
export interface DrawnBeside {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly paper?: number;
  readonly paperLow?: number;
  readonly paperHigh?: number;
}

export function drawnBeside({ accuracy, spread, paper, paperSpread }: Beside): DrawnBeside {
  const ends = spreadEnds(accuracy, spread);
  const paperEnds = paper === undefined ? undefined : spreadEnds(paper, paperSpread);
  return {
    value: toPercent(accuracy),
    ...(ends === undefined ? {} : { low: ends[0], high: ends[1] }),
    ...(paper === undefined ? {} : { paper: toPercent(paper) }),
    ...(paperEnds === undefined ? {} : { paperLow: paperEnds[0], paperHigh: paperEnds[1] }),
  };
}

/** All numbers that have a place on the axis. */
export function numbersIn({ value, low, high, paper, paperLow, paperHigh }: DrawnBeside): readonly number[] {
  return [value, low, high, paper, paperLow, paperHigh].filter((each) => each !== undefined);
}

/**
 * The hollow diamond and the spread of the paper's numbers.
 *
 * @param position encoding across the axis of accuracies
 */
export function paperLayers(along: 'x' | 'y', position: Chart): readonly Chart[] {
  const { colour, shape } = sources.paper;
  const has = (field: string): Chart => ({ transform: [{ filter: `isValid(datum.${field})` }] });
  const field = (name: string): Chart => ({ field: name, type: 'quantitative' });
  return [
    {
      ...has('paperLow'),
      mark: { type: 'rule', color: colour, strokeWidth: 1.5 },
      encoding: { ...position, [along]: field('paperLow'), [`${along}2`]: { field: 'paperHigh' } },
    },
    {
      ...has('paper'),
      mark: { type: 'point', shape, size: 55, filled: false, stroke: colour, strokeWidth: 1.8, opacity: 1 },
      encoding: { ...position, [along]: field('paper') },
    },
  ];
}
