import { basename } from 'node:path';
import type { Dataset } from '@noprop/core';
import type { Trajectory } from '@noprop/runner';
import type { InputImage } from '../images/read-images';
import { nameOf, ranking } from '../predict/render';
import { hasImageSize, imageItems, PANEL, PANEL_WITH_TEXT, type PanelContext, panelItems } from './panel';
import { colors, fitText, type Item, type Scene, textWidth } from './scene';

/** What a picture of trajectories shows. */
export interface TrajectoryPicture {
  /** Name of the run. */
  readonly name: string;
  readonly dataset: Pick<Dataset, 'image' | 'classNames'>;
  readonly images: readonly InputImage[];
  /** Trajectories of the first images. */
  readonly trajectories: readonly Trajectory[];
}

const MARGIN = 24;
const HEAD = 60;
const GAP = 16;
/** Height of the rule and the image's name, from the top of a row to its panels. */
const NAME = 32;
const ROW = NAME + PANEL_WITH_TEXT + 14;
const OUTCOME = 150;
const LINE = 22;
const FIRST = MARGIN + PANEL + 2 * GAP;

/** One row per image: the image, every state from noise to a class, and the predicted class. */
export function layOut(picture: TrajectoryPicture): Scene {
  const { name, trajectories } = picture;
  const states = Math.max(...trajectories.map(({ length }) => length));
  const width = FIRST + states * (PANEL + GAP) + GAP + OUTCOME + MARGIN;
  const isImage = hasImageSize(trajectories[0]?.[0]?.z ?? [], picture.dataset.image);
  const legend = wrap(LEGEND + (isImage ? OF_IMAGES : OF_BARS), width - 2 * MARGIN);
  const foot = HEAD + trajectories.length * ROW + 12;
  const title = fitText(`${name}: from noise (t=0) to a class (t=1)`, width - 2 * MARGIN);
  const items: readonly Item[] = [
    line(MARGIN, MARGIN, title, colors.ink),
    ...trajectories.flatMap((trajectory, row) => rowItems(picture, trajectory, row, width)),
    ...legend.map((text, i) => line(MARGIN, foot + i * LINE, { text, size: 2 }, colors.faint)),
  ];
  return { width, height: foot + legend.length * LINE + MARGIN, items };
}

const LEGEND = 'Below each state: its time t and the most probable class, read from z. ';
const OF_IMAGES = 'Each panel: z as an image, its smallest value in black and its largest in white.';
const OF_BARS =
  'Bars: class probabilities; the highest is orange, a green line marks the true class. ' +
  'Strip above the bars: the values of z, negative in blue, positive in orange.';

function rowItems(
  { dataset, images }: TrajectoryPicture,
  trajectory: Trajectory,
  row: number,
  width: number,
): readonly Item[] {
  const { name, label, picture } = images[row] as InputImage;
  const [top, y] = [HEAD + row * ROW, HEAD + row * ROW + NAME];
  const context: PanelContext = { ...dataset, ...(label === undefined ? {} : { label }) };
  const outcome = width - MARGIN - OUTCOME;
  return [
    { kind: 'rectangle', x: MARGIN, y: top, width: width - 2 * MARGIN, height: 1, fill: colors.line },
    line(MARGIN, top + 10, fitText(basename(name), width - 2 * MARGIN), colors.faint),
    ...imageItems(picture, MARGIN, y),
    ...trajectory.flatMap((point, i) => panelItems(point, context, FIRST + i * (PANEL + GAP), y)),
    ...outcomeItems(trajectory, context, outcome, y),
  ];
}

/** The predicted class, its probability, and whether it is correct. */
function outcomeItems(
  trajectory: Trajectory,
  { classNames, label }: PanelContext,
  x: number,
  y: number,
): readonly Item[] {
  const last = trajectory.at(-1)?.probabilities ?? new Float64Array();
  const best = ranking(last)[0] as number;
  const name = fitText(classNames[best] as string, OUTCOME / 2);
  const share = { text: `${(100 * (last[best] as number)).toFixed(1)} %`, size: 2 };
  const items = [
    line(x, y + 16, { text: name.text, size: 2 * name.size }, colors.ink),
    line(x, y + 54, share, colors.ink),
  ];
  if (label === undefined) return items;
  const right = label === best;
  const verdict = fitText(right ? 'right' : `wrong: ${nameOf(label, classNames)}`, OUTCOME);
  return [...items, line(x, y + 78, verdict, right ? colors.green : colors.orange)];
}

function line(x: number, y: number, { text, size }: { text: string; size: number }, fill: string): Item {
  return { kind: 'text', x, y, text, size, anchor: 'start', fill };
}

/** Breaks text of size 2 into lines that fit. */
function wrap(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && textWidth(longer, 2) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
