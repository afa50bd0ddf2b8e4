import type { EnvironmentRecord, PlanRecord, RunRecord, SplitRecord } from '@noprop/evaluation';
import type { RunResult } from '@noprop/runner';
import { openRunFolder } from '@noprop/store';

/** The record of a completed run, from its folder. */
export function readRunRecord(path: string): RunRecord {
  const folder = openRunFolder(path);
  const { planId, status, reason, steps, evaluation, ...result } = folder.readResult() as RunResult;
  const { name, seed, slots, training, evaluation: evaluations, expected } = folder.readPlan() as PlanRecord;
  const { node, platform, arch, cpu, cores, noprop, commit, engine } = folder.readEnvironment() as EnvironmentRecord;
  const { trainingSeconds, epochSeconds, secondsPerImage } = result;
  // A run that was resumed after its last step has no terms in its result.
  const last = folder.readMetrics().at(-1) as { readonly terms?: RunRecord['terms'] } | undefined;
  return {
    planId,
    plan: { name, seed, slots, training, evaluation: evaluations, expected },
    status,
    ...(reason !== undefined && { reason }),
    steps,
    evaluation: evaluation as unknown as Readonly<Record<string, SplitRecord>>,
    terms: last?.terms ?? result.terms,
    progress: [],
    warnings: [],
    environment: { node, platform, arch, cpu, cores, noprop, commit, engine },
    measured: { trainingSeconds, epochSeconds, secondsPerImage },
  };
}
