import { type DatasetSource, NopropError, type Plugin } from '@noprop/core';
import type { EngineInfo } from '@noprop/engine';
import { type NamedTensor, openRunFolder } from '@noprop/store';
import type { Plan, PlanData } from '../plan/plan';
import { restorePlan } from '../plan/restore-plan';
import type { RunResult } from '../run/events';
import { skippedWarnings } from '../run/skipped-checkpoints';
import { trainedTensors } from './trained-tensors';

/** What a run has learned so far, read from its folder. */
export interface TrainedRun {
  /** The run's folder. */
  readonly path: string;
  readonly plan: Plan;
  /** Training steps that produced the tensors. */
  readonly step: number;
  /** Parameters and statistics, by their names in checkpoints. */
  readonly tensors: readonly NamedTensor[];
  /** The engine of the run. */
  readonly engine: EngineInfo;
  /** Undefined if the run was killed or is still running. */
  readonly result: RunResult | undefined;
  /** About newer but damaged checkpoints, and about a run that is not complete. */
  readonly warnings: readonly string[];
}

/**
 * Reads the plan and the newest intact checkpoint of a run. Needs neither the dataset nor an engine.
 *
 * @throws NopropError `not_a_run`, `no_checkpoint`, `checkpoint_mismatch`, and what {@link restorePlan} refuses
 */
export async function openTrainedRun(path: string, builtIns: readonly Plugin[]): Promise<TrainedRun> {
  const folder = openRunFolder(path);
  const environment = folder.readEnvironment() as {
    readonly engine: EngineInfo;
    readonly folder: string;
    readonly dataset?: DatasetSource;
  };
  const stored = {
    data: folder.readPlan() as PlanData,
    source: folder.readPipeline(),
    folder: environment.folder,
    file: path,
    foundData: environment.dataset ?? { origin: 'folder', location: 'unknown' },
  };
  const plan = await restorePlan(stored, builtIns);
  const latest = folder.latestCheckpoint();
  const { checkpoint } = latest;
  const warnings = [...skippedWarnings(latest)];
  if (checkpoint === undefined) throw noCheckpoint(path, warnings);
  const result = folder.readResult() as RunResult | undefined;
  if (result?.status !== 'completed') {
    warnings.push(`The run ${ended(result)}; using its checkpoint from step ${checkpoint.step}.`);
  }
  const tensors = trainedTensors(plan, checkpoint);
  return { path: folder.path, plan, step: checkpoint.step, tensors, engine: environment.engine, result, warnings };
}

function ended(result: RunResult | undefined): string {
  if (result === undefined) return 'is unfinished';
  return result.status === 'failed' ? 'failed' : 'was interrupted';
}

function noCheckpoint(path: string, damaged: readonly string[]): NopropError {
  return new NopropError({
    code: 'no_checkpoint',
    path: '',
    file: path,
    message: `This run has no ${damaged.length === 0 ? '' : 'intact '}checkpoint.`,
    hint: `Resume it to write one: "npx noprop resume ${path}".`,
  });
}
