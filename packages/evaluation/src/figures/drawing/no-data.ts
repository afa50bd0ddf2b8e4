import { faint, INK } from './colors';
import { FIGURE_WIDTH, textSizes } from './theme';
import type { Chart } from './to-svg';

/** Placeholder for a figure without data. */
export const noData: Chart = {
  width: FIGURE_WIDTH - 10,
  height: 90,
  view: { stroke: INK, strokeOpacity: faint.axis, strokeDash: [4, 4] },
  data: { values: [{}] },
  mark: { type: 'text', text: 'no data', fontSize: textSizes.head },
};
