import { faint, INK } from './colors';
import { FONT_FAMILY } from './font';

/** Width of a figure in pixels. A report has that much room on a desktop; a phone shows it at half the size. */
export const FIGURE_WIDTH = 640;

/** Font sizes, in pixels. */
export const textSizes = { label: 12, title: 12, head: 13 } as const;

/** Vega-Lite's config, the same for all figures: no background, all lines and text in the ink of the page. */
export const config = {
  aria: false,
  background: null,
  padding: 4,
  font: FONT_FAMILY,
  view: { stroke: null },
  concat: { spacing: 22 },
  axis: {
    labelColor: INK,
    labelFontSize: textSizes.label,
    labelLimit: 260,
    labelFlush: false,
    titleColor: INK,
    titleFontSize: textSizes.title,
    titleFontWeight: 'normal',
    titlePadding: 8,
    domainColor: INK,
    domainOpacity: faint.axis,
    tickColor: INK,
    tickOpacity: faint.axis,
    gridColor: INK,
    gridOpacity: faint.grid,
  },
  legend: {
    orient: 'top',
    columns: 3,
    labelColor: INK,
    labelFontSize: textSizes.label,
    labelLimit: 260,
    titleColor: INK,
    titleFontSize: textSizes.title,
    titleFontWeight: 'normal',
    symbolStrokeColor: INK,
    symbolStrokeWidth: 2,
    symbolSize: 90,
  },
  title: {
    color: INK,
    fontSize: textSizes.head,
    fontWeight: 'bold',
    anchor: 'start',
    frame: 'group',
    offset: 8,
    limit: FIGURE_WIDTH - 90,
  },
  text: { color: INK, fontSize: textSizes.label },
  rule: { color: INK },
} as const;
