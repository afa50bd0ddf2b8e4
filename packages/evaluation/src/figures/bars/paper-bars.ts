import type { Figure } from '../figure';
import { accuracyRow, type FigureGroup, runsOf } from '../shared/groups';
import { embeddingLabel, pointLabel } from '../shared/labels';
import { type Bar, barsFigure } from './bars-figure';

/**
 * Softmax versus radial class probabilities of NoProp-DT, by embedding.
 *
 * @paper fig:7
 */
export function headsFigure(groups: readonly FigureGroup[], id = 'figure-7'): Promise<Figure> {
  const text = {
    id,
    title: 'Softmax and radial class probabilities (Figure 7)',
    caption:
      'Test accuracy of NoProp-DT by embedding, with class probabilities from a softmax or from distances to the class embeddings (radial). Mean ± SD over seeds and inference runs. Diamonds: the paper.',
  };
  return barsFigure(
    text,
    barsOf(groups, (bar, options) => ({ ...bar, series: String(options.classProbability ?? 'softmax') })),
  );
}

/**
 * Initializations of an image-size embedding, NoProp-DT.
 *
 * @paper fig:11
 */
export function initializationsFigure(groups: readonly FigureGroup[], id = 'figure-11'): Promise<Figure> {
  const text = {
    id,
    title: 'Initializations of the class embeddings (Figure 11)',
    caption:
      'Test accuracy of NoProp-DT with image-size class embeddings, by initialization. Mean ± SD over seeds and inference runs. Diamonds: the paper.',
  };
  return barsFigure(
    text,
    barsOf(groups, (bar, _, embedding) => ({ ...bar, category: String(embedding.init ?? 'unknown') })),
  );
}

type Options = Readonly<Record<string, unknown>>;

type Place = (bar: Bar, objective: Options, embedding: Options) => Bar;

/** Bars that would share a place, as in a sweep with a matrix, get one panel per point of the matrix. */
function barsOf(groups: readonly FigureGroup[], place: Place): readonly Bar[] {
  const found = groups.flatMap((group) => {
    const bar = barOf(group, place);
    return bar === undefined ? [] : [{ bar, label: pointLabel(group.point) }];
  });
  return found.map(({ bar, label }) => {
    const namesakes = found.filter(({ bar: other }) => slotOf(other) === slotOf(bar));
    return namesakes.length === 1 || label === '' ? bar : { ...bar, panel: `${bar.dataset}, ${label}` };
  });
}

const slotOf = ({ dataset, category, series }: Bar): string => JSON.stringify([dataset, category, series]);

function barOf(group: FigureGroup, place: Place): Bar | undefined {
  const row = accuracyRow(group);
  const plan = runsOf(group)[0]?.plan;
  if (row === undefined || plan === undefined) return undefined;
  const { method, count, ...numbers } = row;
  const bar = { ...numbers, category: embeddingLabel(plan) ?? method, series: 'measured' };
  return place(bar, plan.slots.objective?.with ?? {}, plan.slots.embedding?.with ?? {});
}
