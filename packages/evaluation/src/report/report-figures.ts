import { headsFigure, initializationsFigure } from '../figures/bars/paper-bars';
import { chainFigure } from '../figures/chain/chain-figure';
import { confusionFigure } from '../figures/confusion/confusion-figure';
import { dotsFigure } from '../figures/dots/dots-figure';
import type { Figure } from '../figures/figure';
import { heatMapFigures } from '../figures/heat-map/heat-map-figures';
import { curveOf } from '../figures/over-time/curve';
import { overTimeFigure, type PaperEnd } from '../figures/over-time/over-time-figure';
import { datasetLabel } from '../figures/shared/labels';
import type { RunRecord, SweepRecord } from '../record/record';
import { groupRuns, groupTrials, type TrialGroup } from '../statistics/group-trials';
import { sumOf, WHOLE } from './sections/confusion';
import { viewFigures } from './view-figures';

/** All figures of the pages of a run, in page order. */
export async function figuresOfRun(run: RunRecord): Promise<readonly Figure[]> {
  return [...(await runFigures(run)), ...(await measuredFigures(groupRuns([run])))];
}

/** All figures of the pages of a sweep, in page order. */
export async function figuresOfSweep(sweep: SweepRecord): Promise<readonly Figure[]> {
  const groups = groupTrials(sweep);
  const methods = await Promise.all(groups.map((group, i) => groupFigures(group, methodId(i))));
  return [...(await sweepFigures(groups)), ...methods.flat(), ...(await measuredFigures(groups))];
}

/** Figures of a run's report. */
export async function runFigures(run: RunRecord): Promise<readonly Figure[]> {
  const drawn = await Promise.all(groupRuns([run]).map((group) => groupFigures(group, 'run')));
  return drawn.flat();
}

/** Figures that compare all methods of a sweep. */
export async function sweepFigures(groups: readonly TrialGroup[]): Promise<readonly Figure[]> {
  const done = groups.filter(({ test }) => test !== undefined);
  const of = (prefix: string): readonly TrialGroup[] => done.filter(({ name }) => name.startsWith(prefix));
  const [dots, maps, bars] = await Promise.all([
    done.length > 0 ? dotsFigure(done) : undefined,
    heatMapFigures(groups),
    Promise.all([
      ...(of('figure-7-').length > 0 ? [headsFigure(of('figure-7-'))] : []),
      ...(of('figure-11-').length > 0 ? [initializationsFigure(of('figure-11-'))] : []),
    ]),
  ]);
  return [...(dots === undefined ? [] : [dots]), ...maps, ...bars];
}

/** Anchor of a method's section in the page of a sweep; the ids of its figures begin with it. */
export const methodId = (i: number): string => `method-${i + 1}`;

/**
 * Figures of one method: its accuracy by block, the confusion matrix if its table would be too large to read, and
 * learned parameters that can be drawn.
 */
export async function groupFigures({ trials, ...group }: TrialGroup, id: string): Promise<readonly Figure[]> {
  const splits = trials.flatMap(({ run }) => run?.evaluation.test ?? []);
  const hasBlocks = splits.some(({ chain, alone }) => chain.length > 0 || alone.length > 1);
  const confusion = sumOf(splits.flatMap((split) => (split.confusion === undefined ? [] : [split.confusion])));
  const classNames = trials.find(({ run }) => run?.classNames !== undefined)?.run?.classNames ?? [];
  const figures = await Promise.all([
    ...(hasBlocks ? [chainFigure({ ...group, trials }, `${id}-chain`)] : []),
    ...(confusion.length > WHOLE ? [confusionFigure(confusion, classNames, `${id}-matrix`)] : []),
  ]);
  return [...figures, ...(await viewFigures(trials, id))];
}

/** Figures of accuracy against time. */
export async function measuredFigures(groups: readonly TrialGroup[]): Promise<readonly Figure[]> {
  // The table is enough for a single point.
  const timed = groups.filter(
    ({ trials }) => (curveOf(trials.flatMap(({ run }) => run ?? []))?.points.length ?? 0) > 1,
  );
  return timed.length === 0 ? [] : [await overTimeFigure(timed, paperEnds(timed))];
}

/** Where the paper's curves of these methods end, each once. */
function paperEnds(groups: readonly TrialGroup[]): readonly PaperEnd[] {
  const ends = groups.flatMap(({ paper, trials }): readonly PaperEnd[] => {
    const plan = trials[0]?.run?.plan;
    if (paper?.endSeconds === undefined || plan === undefined) return [];
    const { method, epochs, endSeconds: seconds } = paper;
    return [
      { dataset: datasetLabel(plan), label: epochs === undefined ? method : `${method} (${epochs} epochs)`, seconds },
    ];
  });
  return ends.filter(
    (end, i) => ends.findIndex(({ dataset, label }) => dataset === end.dataset && label === end.label) === i,
  );
}
