import type { Figure } from '../figure';
import { finishSvg } from './finish-svg';
import { noData } from './no-data';
import { toPng } from './to-png';
import { type Chart, toSvg } from './to-svg';

export interface FigureText {
  /** Letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** The numbers in words, without repeating the caption. */
  readonly description: string;
}

/**
 * Draws a chart as a figure.
 *
 * @param data the numbers drawn
 * @param chart undefined if there is nothing to draw; the figure then shows "no data"
 */
export async function drawFigure(text: FigureText, data: unknown, chart: Chart | undefined): Promise<Figure> {
  const description = chart === undefined ? 'No data.' : text.description.trim();
  const svg = finishSvg(await toSvg(chart ?? noData), { ...text, description });
  return { ...text, description, svg, png: (options) => toPng(svg, options), data };
}
