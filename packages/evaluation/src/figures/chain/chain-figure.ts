import { mean } from 'simple-statistics';
import { seriesStyle } from '../drawing/colors';
import { drawFigure } from '../drawing/draw-figure';
import type { Figure } from '../figure';
import { type FigureGroup, runsOf } from '../shared/groups';
import { variantLabel } from '../shared/labels';
import { accuracyPoint, type Line, linePanel, plotWidth } from '../shared/line-panel';
import { deviation, isDrawable, percentText } from '../shared/numbers';
import { percentRange, rangeOf } from '../shared/ranges';

/** Accuracy at one state of the chain: after a block, or at a time in (0, 1]. Accuracies are fractions. */
export interface ChainState {
  /** Number of the block, or time. */
  readonly at: number;
  readonly accuracy: number;
  readonly spread?: number;
}

/**
 * Test accuracy from noise to class. If each block was also evaluated alone, the states are the blocks of a chain;
 * otherwise they are equally spaced times that end at t = 1.
 *
 * @param group trials of one pipeline; several seeds are drawn as a mean and a band of one standard deviation
 */
export function chainFigure(group: FigureGroup, id = 'chain'): Promise<Figure> {
  const runs = runsOf(group);
  const splits = runs.flatMap(({ evaluation }) => (evaluation.test === undefined ? [] : [evaluation.test]));
  const blocks = splits.some(({ alone }) => alone.length > 0);
  const chain = states(
    splits.map((split) => split.chain),
    blocks,
  );
  const alone = states(
    splits.map((split) => split.alone),
    blocks,
  );
  const plan = runs[0]?.plan;
  // Without a chain, each block has its own head.
  const heads = blocks && chain.length === 0;
  const where = heads ? 'of each block' : blocks ? 'after each block' : 'over time t';
  const text = {
    id,
    title: `Test accuracy ${where}${plan === undefined ? '' : `: ${variantLabel(plan)}`}`,
    caption: heads
      ? 'Test accuracy of each block, by its own head.'
      : blocks
        ? 'Test accuracy after each block of the chain, and of each block alone, starting from pure noise.'
        : 'Test accuracy of the class read from the state at time t, from noise (t = 0) to the class (t = 1).',
    description: [
      describe(blocks ? 'In the chain, block by block' : 'Over time', chain),
      describe('Each block alone', alone),
    ].join(' '),
  };
  const lines = [
    {
      label: blocks ? 'in the chain' : 'accuracy',
      style: seriesStyle(0),
      points: chain.map(({ at, ...rest }) => accuracyPoint(at, rest)),
    },
    { label: 'block alone', style: seriesStyle(1), points: alone.map(({ at, ...rest }) => accuracyPoint(at, rest)) },
  ].filter(({ points }) => points.length > 0);
  return drawFigure(text, { by: blocks ? 'block' : 'time', chain, alone }, chart(lines, blocks));
}

/** Means over runs, state by state. */
function states(perRun: readonly (readonly number[])[], blocks: boolean): readonly ChainState[] {
  const count = Math.max(0, ...perRun.map(({ length }) => length));
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const values = perRun.map((run) => run[i]).filter(isDrawable);
    if (values.length === 0) return [];
    const spread = deviation(values);
    const at = blocks ? i + 1 : (i + 1) / count;
    return [{ at, accuracy: mean(values), ...(spread === undefined ? {} : { spread }) }];
  });
}

function describe(name: string, list: readonly ChainState[]): string {
  return list.length === 0 ? '' : `${name}: ${list.map(({ accuracy }) => percentText(accuracy)).join(', ')}.`;
}

function chart(lines: readonly Line[], blocks: boolean) {
  const points = lines.flatMap((line) => line.points);
  const range = rangeOf(points.flatMap(({ y, low = y, high = y }) => [y, low, high]));
  if (range === undefined) return undefined;
  const last = Math.max(...points.map(({ x }) => x));
  const every = Math.ceil(last / 20);
  const x = blocks
    ? {
        title: 'block',
        range: [1, Math.max(last, 2)] as const,
        values: Array.from({ length: Math.floor(last / every) }, (_, i) => (i + 1) * every),
      }
    : { title: 'time t', range: [0, 1] as const };
  return linePanel({
    height: 260,
    width: plotWidth(lines),
    x,
    y: { title: 'test accuracy (%)', range: percentRange(range) },
    lines,
  });
}
