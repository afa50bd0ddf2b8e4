import type { RunRecord, SplitRecord } from '@noprop/evaluation';
import type { PlanData, RunResult } from '@noprop/runner';
import { type Environment, openRunFolder } from '@noprop/store';
import { cannotCompare } from './problems';

/**
 * The record of a run folder.
 *
 * @throws NopropError `not_a_run`; `no_result` while the run has none
 */
export function readRunFolder(path: string): RunRecord {
  const folder = openRunFolder(path);
  const result = folder.readResult() as RunResult | undefined;
  if (result === undefined) {
    const hint = `Let it end, or finish it with "npx noprop resume ${path}".`;
    throw cannotCompare('no_result', path, 'A run with a result is wanted, but this one has none yet.', hint);
  }
  const environment = folder.readEnvironment() as Environment & { readonly engine: Readonly<Record<string, unknown>> };
  const { status, reason, planId, steps, terms, trainingSeconds, epochSeconds, secondsPerImage } = result;
  return {
    planId,
    plan: folder.readPlan() as PlanData as RunRecord['plan'],
    status,
    ...(reason === undefined ? {} : { reason }),
    steps,
    evaluation: result.evaluation as Readonly<Record<string, unknown>> as Readonly<Record<string, SplitRecord>>,
    terms,
    progress: [],
    warnings: [],
    environment,
    measured: { trainingSeconds, epochSeconds, secondsPerImage },
  };
}
