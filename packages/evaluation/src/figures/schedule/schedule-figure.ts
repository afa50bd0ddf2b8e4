import { seriesStyle } from '../drawing/colors';
import { drawFigure } from '../drawing/draw-figure';
import type { Chart } from '../drawing/to-svg';
import type { Figure } from '../figure';
import { type Line, linePanel, plotWidth } from '../shared/line-panel';
import { niceRange, powerRange, rangeOf } from '../shared/ranges';

/** A noise schedule in continuous time, at increasing times. */
export interface ScheduleCurve {
  /** E.g. `initial`, `learned`, `log-linear`. */
  readonly name: string;
  /** In [0, 1]; 0 is noise. */
  readonly t: readonly number[];
  readonly gamma: readonly number[];
  /** exp(-gamma). */
  readonly snr: readonly number[];
}

/**
 * gamma(t) and the signal-to-noise ratio of schedules, e.g. before and after training.
 *
 * @paper eq:30 eq:31
 */
export function scheduleFigure(curves: readonly ScheduleCurve[], id = 'schedule'): Promise<Figure> {
  const gamma = curves.map((curve, i) => lineOf(curve, curve.gamma, i, Number.isFinite)).filter(isDrawn);
  const snr = curves.map((curve, i) => lineOf(curve, curve.snr, i, isPositive)).filter(isDrawn);
  const text = {
    id,
    title: 'Noise schedules',
    caption:
      'Top: gamma(t). Bottom: the signal-to-noise ratio exp(-gamma(t)) on a log scale. From noise (t = 0) to the clean label (t = 1).',
    description: curves.map(describe).join(' '),
  };
  return drawFigure(text, { curves }, chart(gamma, snr));
}

const isPositive = (value: number): boolean => Number.isFinite(value) && value > 0;
const isDrawn = ({ points }: Line): boolean => points.length > 0;

function lineOf(
  { name, t }: ScheduleCurve,
  values: readonly number[],
  i: number,
  drawable: (value: number) => boolean,
): Line {
  const points = t
    .map((x, at) => ({ x, y: values[at] ?? Number.NaN }))
    .filter(({ x, y }) => Number.isFinite(x) && drawable(y));
  return { label: name, style: seriesStyle(i), points };
}

function chart(gamma: readonly Line[], snr: readonly Line[]): Chart | undefined {
  const [gammas, snrs] = [gamma, snr].map((lines) => rangeOf(lines.flatMap(({ points }) => points.map(({ y }) => y))));
  if (gammas === undefined || snrs === undefined) return undefined;
  const width = plotWidth([...gamma, ...snr]);
  const x = { range: [0, 1] } as const;
  return {
    vconcat: [
      linePanel({ height: 190, width, x, y: { title: 'gamma(t)', range: niceRange(gammas) }, lines: gamma }),
      linePanel({
        height: 190,
        width,
        x: { ...x, title: 'time t' },
        y: { title: 'SNR(t)', range: powerRange(snrs), scale: 'log' },
        lines: snr,
      }),
    ],
  };
}

function describe({ name, t, gamma, snr }: ScheduleCurve): string {
  if (t.length === 0) return '';
  const at = (i: number): string =>
    `gamma ${gamma.at(i)?.toPrecision(3)} and SNR ${snr.at(i)?.toPrecision(3)} at t = ${t.at(i)}`;
  return `${name}: ${at(0)}, ${at(-1)}.`;
}
