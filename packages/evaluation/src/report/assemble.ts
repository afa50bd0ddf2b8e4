import { type ComparisonRow, compare } from '../compare/compare';
import { headsFigure, initialisationsFigure } from '../figures/bars/paper-bars';
import { chainFigure } from '../figures/chain/chain-figure';
import { confusionFigure } from '../figures/confusion/confusion-figure';
import { dotsFigure } from '../figures/dots/dots-figure';
import type { Figure } from '../figures/figure';
import { type HeatMapAxes, heatMapFigure } from '../figures/heat-map/heat-map-figure';
import { curveOf } from '../figures/over-time/curve';
import { overTimeFigure, type PaperEnd } from '../figures/over-time/over-time-figure';
import { datasetLabel } from '../figures/shared/labels';
import type { RunRecord, SweepRecord } from '../record/record';
import { groupRuns, groupTrials, type TrialGroup } from '../statistics/group-trials';
import type { ReportFigure } from './figure/figure';
import { renderMeasuredReport } from './measured-report';
import type { ResultRow } from './parts';
import { renderRunReport } from './run-report';
import { sumOf, WHOLE } from './sections/confusion';
import { renderSweepReport } from './sweep-report';
import { viewFigures } from './view-figures';

export interface ReportOptions {
  /** Further figures, such as those that need the run's parameters; shown after the results. */
  readonly figures?: readonly ReportFigure[];
}

export interface RunReportOptions extends ReportOptions {
  /** The command that makes the run again. */
  readonly command?: string;
}

/** The report of a run as one HTML file; no clock and no memory in it: equal results give equal bytes. */
export async function runReport(run: RunRecord, { command, figures = [] }: RunReportOptions = {}): Promise<string> {
  const drawn = await Promise.all(groupRuns([run]).map((group) => groupFigures(group, 'run')));
  return renderRunReport({
    run,
    ...(command === undefined ? {} : { command }),
    rows: compare(run).rows,
    figures: [...drawn.flat(), ...figures],
  });
}

/** The report of a sweep as one HTML file; no clock and no memory in it: equal results give equal bytes. */
export async function sweepReport(sweep: SweepRecord, { figures = [] }: ReportOptions = {}): Promise<string> {
  const groups = groupTrials(sweep).map((group, i) => ({ ...group, id: `method-${i + 1}` }));
  const rows = groups.flatMap(({ id, ...group }) => compare([group]).rows.map((row) => anchored(row, id)));
  const methods = await Promise.all(
    groups.map(async (group) => ({
      id: group.id,
      label: group.label,
      trials: group.trials,
      figures: await groupFigures(group, group.id),
    })),
  );
  return renderSweepReport({ sweep, rows, methods, figures: [...(await sweepFigures(groups)), ...figures] });
}

/** Times, memory and accuracy against time of a sweep as one HTML file: the part in which equal runs differ. */
export async function measuredReport(sweep: SweepRecord): Promise<string> {
  const groups = groupTrials(sweep);
  // A single point is in the table.
  const timed = groups.filter(
    ({ trials }) => (curveOf(trials.flatMap(({ run }) => run ?? []))?.points.length ?? 0) > 1,
  );
  const figures = timed.length === 0 ? [] : [await overTimeFigure(timed, paperEnds(timed))];
  return renderMeasuredReport({ sweep, figures });
}

/** A run as a sweep of one trial, so that what is written of sweeps is written of it. */
export function sweepOfRun(run: RunRecord, command: string): SweepRecord {
  const { planId: id, status, reason, plan } = run;
  const { name, seed } = plan;
  const trial = { id, name, point: {}, seed, command, status, ...(reason === undefined ? {} : { reason }), run };
  return { name, id, command, trials: [trial] };
}

const anchored = (row: ComparisonRow, anchor: string): ResultRow => ({ ...row, anchor });

function sweepFigures(groups: readonly TrialGroup[]): Promise<readonly Figure[]> {
  const done = groups.filter(({ test }) => test !== undefined);
  const of = (place: string): readonly TrialGroup[] => done.filter(({ name }) => name.startsWith(place));
  const axes = heatMapAxes(done);
  return Promise.all([
    ...(done.length > 0 ? [dotsFigure(done)] : []),
    ...(axes === undefined ? [] : [heatMapFigure(done, axes)]),
    ...(of('figure-7-').length > 0 ? [headsFigure(of('figure-7-'))] : []),
    ...(of('figure-11-').length > 0 ? [initialisationsFigure(of('figure-11-'))] : []),
  ]);
}

/** The first two axes of a sweep with more than one value each. */
function heatMapAxes(groups: readonly TrialGroup[]): HeatMapAxes | undefined {
  const values = new Map<string, Set<string>>();
  for (const { point } of groups)
    for (const [axis, value] of Object.entries(point))
      values.set(axis, (values.get(axis) ?? new Set()).add(JSON.stringify(value)));
  const [x, y] = [...values].filter(([, found]) => found.size > 1).map(([axis]) => axis);
  return x === undefined || y === undefined ? undefined : { x, y };
}

/** Figures of one method: its way, what can be seen of what it learned, and the confusion matrix only where its table would be too large to read. */
async function groupFigures({ trials, ...group }: TrialGroup, id: string): Promise<readonly Figure[]> {
  const splits = trials.flatMap(({ run }) => run?.evaluation.test ?? []);
  const way = splits.some(({ chain, alone }) => chain.length + alone.length > 0);
  const confusion = sumOf(splits.flatMap((split) => (split.confusion === undefined ? [] : [split.confusion])));
  const classNames = trials.find(({ run }) => run?.classNames !== undefined)?.run?.classNames ?? [];
  const figures = await Promise.all([
    ...(way ? [chainFigure({ ...group, trials }, `${id}-chain`)] : []),
    ...(confusion.length > WHOLE ? [confusionFigure(confusion, classNames, `${id}-matrix`)] : []),
  ]);
  return [...figures, ...(await viewFigures(trials, id))];
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
