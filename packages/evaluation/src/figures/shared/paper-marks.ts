import { INK, palette } from '../drawing/colours';
import type { Chart } from '../drawing/to-svg';

/** How measured numbers and the paper's are told apart, in every figure that shows both: colour, shape and filling. */
export const sources = {
  measured: { name: 'measured', colour: palette.blue, shape: 'circle' },
  paper: { name: 'paper', colour: palette.vermillion, shape: 'diamond' },
} as const;

/** The hollow diamond and the spread of the paper's numbers, of fields `paper`, `paperLow` and `paperHigh`. */
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

/** A row of symbols and words; `x` and `y` in pixels. */
export function keyLayers(
  entries: readonly {
    readonly name: string;
    readonly colour: string;
    readonly shape: string;
    readonly hollow?: boolean;
  }[],
  width: (text: string) => number,
): Chart {
  let x = 6;
  const layer = entries.flatMap(({ name, colour, shape, hollow = false }): readonly Chart[] => {
    const at = (value: number): Chart => ({ x: { value }, y: { value: 8 } });
    const [symbol, text] = [x, x + 11];
    x = text + width(name) + 22;
    return [
      {
        mark: { type: 'point', shape, size: 60, filled: !hollow, color: colour, strokeWidth: 1.8, opacity: 1 },
        encoding: at(symbol),
      },
      { mark: { type: 'text', text: name, align: 'left', baseline: 'middle', color: INK }, encoding: at(text) },
    ];
  });
  return { width: 300, height: 16, data: { values: [{}] }, layer };
}
