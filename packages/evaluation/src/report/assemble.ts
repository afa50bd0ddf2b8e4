import { type ComparisonRow, compare } from '../compare/compare';
import type { RunRecord, SweepRecord } from '../record/record';
import { groupTrials } from '../statistics/group-trials';
import type { ReportFigure } from './figure/figure';
import { renderMeasuredReport } from './measured-report';
import type { ResultRow } from './parts';
import { groupFigures, measuredFigures, methodId, runFigures, sweepFigures } from './report-figures';
import { renderRunReport } from './run-report';
import { renderSweepReport } from './sweep-report';

export interface ReportOptions {
  /** Additional figures, shown after the built-in ones. */
  readonly figures?: readonly ReportFigure[];
}

export interface RunReportOptions extends ReportOptions {
  /** The command that reproduces the run. */
  readonly command?: string;
}

/** The report of a run as one HTML file, without times and memory, so that equal results give equal bytes. */
export async function runReport(run: RunRecord, { command, figures = [] }: RunReportOptions = {}): Promise<string> {
  return renderRunReport({
    run,
    ...(command === undefined ? {} : { command }),
    rows: compare(run).rows,
    figures: [...(await runFigures(run)), ...figures],
  });
}

/** The report of a sweep as one HTML file, without times and memory, so that equal results give equal bytes. */
export async function sweepReport(sweep: SweepRecord, { figures = [] }: ReportOptions = {}): Promise<string> {
  const groups = groupTrials(sweep).map((group, i) => ({ ...group, id: methodId(i) }));
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

/** Times, memory and accuracy against time of a sweep as one HTML file, which differs between equal runs. */
export async function measuredReport(sweep: SweepRecord): Promise<string> {
  return renderMeasuredReport({ sweep, figures: await measuredFigures(groupTrials(sweep)) });
}

/** Wraps a run as a sweep of one trial, so that what writes files for sweeps also writes them for runs. */
export function sweepOfRun(run: RunRecord, command: string): SweepRecord {
  const { planId: id, status, reason, plan } = run;
  const { name, seed } = plan;
  const trial = { id, name, point: {}, seed, command, status, ...(reason === undefined ? {} : { reason }), run };
  return { name, id, command, trials: [trial] };
}

const anchored = (row: ComparisonRow, anchor: string): ResultRow => ({ ...row, anchor });
