import { seriesStyle } from '../drawing/colors';
import { drawFigure } from '../drawing/draw-figure';
import { textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';
import type { Figure } from '../figure';
import { type Line, linePanel, plotWidth } from '../shared/line-panel';
import { percentText, toPercent } from '../shared/numbers';
import { type Picture, pictureUrl } from '../shared/picture';

/** State of one image at one time; the runner's trajectories have this form. */
export interface ClassProbabilities {
  /** In [0, 1]; 0 is noise. */
  readonly t: number;
  /** K. */
  readonly probabilities: ArrayLike<number>;
}

export interface DenoisedImage {
  readonly name: string;
  readonly picture?: Picture;
  /** Its true class, if known. */
  readonly label?: number;
  readonly states: readonly ClassProbabilities[];
}

/** Class probabilities of a few images from noise to a class, one panel per image. */
export function trajectoryFigure(
  images: readonly DenoisedImage[],
  classNames: readonly string[],
  id = 'trajectory',
): Promise<Figure> {
  const panels = images
    .map((image) => ({ image, lines: linesOf(image, classNames) }))
    .filter(({ lines }) => lines.length > 0);
  const text = {
    id,
    title: 'From noise to a class',
    caption:
      'Class probabilities read from the state z at time t, from noise (t = 0) to a class (t = 1). Named: the true class and the most probable ones at the end. Thin lines: all others.',
    description: panels.map(({ image }) => describe(image, classNames)).join(' '),
  };
  const data = images.map(({ name, label, states }) => ({
    name,
    ...(label === undefined ? {} : { label }),
    states: states.map(({ t, probabilities }) => ({ t, probabilities: Array.from(probabilities) })),
  }));
  const width = plotWidth(
    panels.flatMap(({ lines }) => lines),
    THUMBNAIL + 100,
  );
  const charts = panels.map(({ image, lines }, i) => row(image, lines, width, i === panels.length - 1));
  return drawFigure(text, { classNames, images: data }, charts.length === 0 ? undefined : { vconcat: charts });
}

const THUMBNAIL = 84;
const HEIGHT = 110;
/** At most this many classes have names; apart from the true and the final one, only if they ever reach `NOTABLE`. */
const NAMED = 3;
const NOTABLE = 0.2;

function linesOf({ states, label }: DenoisedImage, classNames: readonly string[]): readonly Line[] {
  const finite = states.filter(({ probabilities }) => Array.from(probabilities).every(Number.isFinite));
  const last = finite.at(-1)?.probabilities;
  if (last === undefined) return [];
  const ranked = ranking(last);
  const peak = (k: number): number => Math.max(...finite.map(({ probabilities }) => probabilities[k] as number));
  const notable = ranked.filter((k, place) => place === 0 || peak(k) >= NOTABLE);
  const named = [...new Set([...(label === undefined ? [] : [label]), ...notable])].slice(0, NAMED);
  const lineOf = (k: number): Line => ({
    label: `${classNames[k] ?? k}${k === label ? ' (true)' : ''}`,
    style: seriesStyle(named.indexOf(k)),
    points: finite.map(({ t, probabilities }) => ({ x: t, y: toPercent(probabilities[k] as number) })),
  });
  const others = ranked.filter((k) => !named.includes(k));
  // Named lines are drawn last, on top of the others.
  return [...others.map((k) => ({ ...lineOf(k), style: seriesStyle(0), faint: true })), ...named.map(lineOf)];
}

function row({ name, picture }: DenoisedImage, lines: readonly Line[], width: number, isLast: boolean): Chart {
  const panel = linePanel({
    height: HEIGHT,
    width,
    x: { range: [0, 1], ...(isLast ? { title: 'time t' } : {}) },
    y: { title: 'probability (%)', range: [0, 100], values: [0, 50, 100] },
    lines,
  });
  return { title: { text: name, fontSize: textSizes.label }, spacing: 12, hconcat: [thumbnail(picture), panel] };
}

function thumbnail(picture: Picture | undefined): Chart {
  const at = { x: { value: THUMBNAIL / 2 }, y: { value: HEIGHT / 2 } };
  const data = { values: [picture === undefined ? {} : { url: pictureUrl(picture) }] };
  const mark =
    picture === undefined
      ? { type: 'text', text: 'no picture' }
      : { type: 'image', width: THUMBNAIL, height: THUMBNAIL, smooth: false };
  const url = picture === undefined ? {} : { url: { field: 'url', type: 'nominal' } };
  return { width: THUMBNAIL, height: HEIGHT, data, mark, encoding: { ...at, ...url } };
}

function describe({ name, label, states }: DenoisedImage, classNames: readonly string[]): string {
  const last = states.at(-1)?.probabilities ?? [];
  const best = ranking(last)[0];
  if (best === undefined) return '';
  const truth =
    label === undefined
      ? ''
      : label === best
        ? ', which is correct'
        : `; the true class is ${classNames[label] ?? label}`;
  return `${name} ends as ${classNames[best] ?? best} (${percentText(last[best] as number)})${truth}.`;
}

/** Classes by decreasing probability. */
function ranking(probabilities: ArrayLike<number>): readonly number[] {
  const values = Array.from(probabilities);
  return values.map((_, k) => k).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
}
