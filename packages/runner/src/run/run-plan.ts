import { exitCodes, type Plugin } from '@noprop/core';
import { type EngineInfo, startEngine } from '@noprop/engine';
import { createRunFolder, describeEnvironment, openRunFolder } from '@noprop/store';
import type { Plan, PlanData } from '../plan/plan';
import { restorePlan } from '../plan/restore-plan';
import { withSinks } from '../sinks/with-sinks';
import type { RunOutcome, RunResult } from './events';
import { execute, type RunOptions } from './execute';

/**
 * Trains and evaluates a plan in a new run folder under `runs`.
 *
 * @throws NopropError if the run cannot start; later failures are part of the outcome
 */
export async function runPlan(plan: Plan, options: RunOptions & { readonly runs: string }): Promise<RunOutcome> {
  const engine = await startEngine(plan.data.engine);
  const folder = createRunFolder({ runs: options.runs, name: plan.data.name, id: plan.id });
  const lock = folder.lock();
  try {
    folder.writePipeline(plan.source);
    folder.writePlan({ ...plan.data, resolved: engine });
    const { id: planId, folder: home, datasetSource: dataset } = plan;
    folder.writeEnvironment({ ...describeEnvironment(), engine, planId, folder: home, dataset });
    return await withSinks(plan, folder.path, options, (each) => execute(plan, folder, engine, each));
  } finally {
    lock.release();
  }
}

/**
 * Resumes a run from its last intact checkpoint. On the same engine, metrics and checkpoints end up byte for byte as in
 * an uninterrupted run.
 *
 * @throws NopropError `not_a_run`, `run_locked`
 */
export async function resumeRun(
  path: string,
  options: RunOptions & { readonly builtIns: readonly Plugin[] },
): Promise<RunOutcome> {
  const folder = openRunFolder(path);
  const lock = folder.lock();
  try {
    const earlier = folder.readResult() as RunResult | undefined;
    if (earlier?.status === 'completed') {
      options.onEvent({ event: 'warning', message: 'This run is already complete. Nothing to do.' });
      return { run: folder.path, result: earlier, exitCode: exitCodes.ok };
    }
    const environment = folder.readEnvironment() as { readonly engine: EngineInfo; readonly folder: string };
    const stored = {
      data: folder.readPlan() as PlanData,
      source: folder.readPipeline(),
      folder: environment.folder,
      file: path,
    };
    const plan = await restorePlan(stored, options.builtIns);
    const engine = await startEngine({ ...plan.data.engine, threads: environment.engine.threads });
    const changes = changesOf(environment.engine, engine);
    const before = { result: earlier, warnings: changes };
    return await withSinks(plan, folder.path, options, (each) => execute(plan, folder, engine, each, before));
  } finally {
    lock.release();
  }
}

/** Warnings about engine changes: another engine rounds differently, so the resumed run is not byte-identical. */
function changesOf(before: EngineInfo, now: EngineInfo): readonly string[] {
  const keys = ['backend', 'version', 'device', 'threads', 'oneDnn', 'compiler'] as const;
  return keys
    .filter((each) => before[each] !== now[each])
    .map(
      (key) => `This run started with ${key} ${before[key]} and resumes with ${now[key]}: the last digits will differ.`,
    );
}
