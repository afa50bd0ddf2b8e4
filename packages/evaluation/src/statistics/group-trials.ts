import { canonicalJson } from '@noprop/store';
import { paperCell } from '../paper/paper-cell';
import type { PaperValues } from '../paper/paper-values';
import { pointText } from '../record/point';
import type { RunRecord, SweepRecord, TrialRecord } from '../record/record';
import { differingOptions } from './differing-options';
import { type Summary, summarize } from './summarize';

/** Trials that differ only in their seed. */
export interface TrialGroup {
  /** The pipeline's name. */
  readonly name: string;
  /** Point of the group in the sweep's matrix. */
  readonly point: Readonly<Record<string, unknown>>;
  /** The name for people, with the point if it has axes other than the pipeline. */
  readonly label: string;
  /** Completed trials, in sweep order. */
  readonly trials: readonly TrialRecord[];
  /** Failed trials. */
  readonly failed: readonly TrialRecord[];
  /** Trials that successive halving dropped. */
  readonly stopped: readonly TrialRecord[];
  /** Trials without a result yet: not started, running or interrupted. */
  readonly missing: readonly TrialRecord[];
  /** Accuracy on the test images; undefined if nothing was measured. */
  readonly test?: Summary;
  readonly train?: Summary;
  readonly paper?: PaperValues;
}

/** Groups trials of the same name and point over their seeds, in sweep order. */
export function groupTrials(sweep: SweepRecord): TrialGroup[] {
  const groups = new Map<string, TrialRecord[]>();
  for (const trial of sweep.trials) {
    const key = canonicalJson([trial.name, trial.point]);
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  return [...groups.values()].map(groupOf);
}

/**
 * Groups single runs of the same name whose plans differ only in the seed. The same plan counts once. If a name has
 * several groups, their points are the options in which they differ.
 */
export function groupRuns(runs: readonly RunRecord[]): TrialGroup[] {
  const groups = new Map<string, Map<string, RunRecord>>();
  for (const run of runs) {
    const { name, slots, training, evaluation } = run.plan;
    const key = canonicalJson([name, slots, training, evaluation]);
    const group = groups.get(key) ?? new Map<string, RunRecord>();
    if (!group.has(run.planId)) groups.set(key, group.set(run.planId, run));
  }
  const all = [...groups.values()].map((group) => [...group.values()] as [RunRecord, ...RunRecord[]]);
  return all.map((group) => {
    const [{ plan }] = group;
    const namesakes = all.filter(([other]) => other.plan.name === plan.name);
    const points = differingOptions(namesakes.map(([other]) => other.plan));
    return groupOf(group.map((run) => trialOf(run, points[namesakes.indexOf(group)] ?? {})));
  });
}

function trialOf(run: RunRecord, point: TrialRecord['point']): TrialRecord {
  const { name, seed } = run.plan;
  return { id: run.planId, name, point, seed, command: '', status: run.status, run };
}

function groupOf(all: readonly TrialRecord[]): TrialGroup {
  const { name, point } = all[0] as TrialRecord;
  const trials = all.filter(({ status, run }) => status === 'completed' && run !== undefined);
  const [test, train] = ['test', 'train'].map((split) => summaryOf(trials, split));
  const paper = paperCell(name);
  return {
    name,
    point,
    label: labelOf(name, point),
    trials,
    failed: all.filter(({ status }) => status === 'failed'),
    stopped: all.filter(({ status }) => status === 'stopped'),
    missing: all.filter((trial) => !trials.includes(trial) && trial.status !== 'failed' && trial.status !== 'stopped'),
    ...(test === undefined ? {} : { test }),
    ...(train === undefined ? {} : { train }),
    ...(paper === undefined ? {} : { paper }),
  };
}

function summaryOf(trials: readonly TrialRecord[], split: string): Summary | undefined {
  const values = trials.flatMap(({ run }) => {
    const runs = run?.evaluation[split]?.runs ?? [];
    return runs.length === 0 ? [] : [runs];
  });
  return values.length === 0 ? undefined : summarize(values);
}

function labelOf(name: string, point: TrialRecord['point']): string {
  const { pipeline: _, ...axes } = point;
  const text = pointText(axes);
  return text === '' ? name : `${name} (${text})`;
}
