import type { DatasetSplit, Plugin } from '@noprop/core';
import { exitCodes, NopropError } from '@noprop/core';
import { type EngineInfo, startEngine } from '@noprop/engine';
import { createRunFolder, describeEnvironment, openRunFolder, type RunFolder } from '@noprop/store';
import type { Plan, PlanData } from '../plan/plan';
import { restorePlan } from '../plan/restore-plan';
import { writeMetricsTable } from '../sinks/metrics-table';
import { withSinks } from '../sinks/with-sinks';
import { fromCheckpoint, toCheckpoint } from './checkpoint';
import { valuesFromData } from './data-values';
import { createDeviceSplit, limitSplit } from './device-data';
import { evaluatePlan } from './evaluate-plan';
import type { RunEvent, RunOutcome, RunResult, RunStatus } from './events';
import { trainingSchedule } from './schedule';
import { emptyState, initialState, type TrainingState } from './state';
import { train } from './train';
import { Trainer } from './trainer';

export interface RunOptions {
  readonly sink: (event: RunEvent) => void;
  /** Aborted: the step is finished, a checkpoint written, and the outcome says `interrupted`. */
  readonly signal: AbortSignal;
}

/**
 * Trains and evaluates a plan in a new run folder under `runs`.
 *
 * @throws NopropError for what keeps it from starting; what happens later is part of the outcome
 */
export async function runPlan(plan: Plan, options: RunOptions & { readonly runs: string }): Promise<RunOutcome> {
  const engine = await startEngine(plan.data.engine);
  const folder = createRunFolder({ runs: options.runs, name: plan.data.name, id: plan.id });
  const lock = folder.lock();
  try {
    folder.writePipeline(plan.source);
    folder.writePlan({ ...plan.data, resolved: engine });
    folder.writeEnvironment({ ...describeEnvironment(), engine, folder: plan.folder, dataset: plan.datasetSource });
    return await withSinks(plan, folder.path, options, (each) => execute(plan, folder, engine, each, false));
  } finally {
    lock.release();
  }
}

/**
 * Goes on with an earlier run from its last good checkpoint; it ends with the bytes of an uninterrupted run.
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
      options.sink({ event: 'warning', message: 'The run is complete already; nothing is left to do.' });
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
    warnOfChange(environment.engine, engine, options.sink);
    return await withSinks(plan, folder.path, options, (each) => execute(plan, folder, engine, each, true));
  } finally {
    lock.release();
  }
}

async function execute(
  plan: Plan,
  folder: RunFolder,
  engine: EngineInfo,
  { sink, signal }: RunOptions,
  resumed: boolean,
): Promise<RunOutcome> {
  const began = performance.now();
  const { data, parts } = plan;
  const { training } = data;
  const finish = (status: RunStatus, exitCode: number, details: Partial<RunResult>): RunOutcome => {
    const result: RunResult = {
      status,
      name: data.name,
      planId: plan.id,
      seed: data.seed,
      steps: 0,
      evaluation: {},
      secondsPerImage: {},
      terms: {},
      seconds: (performance.now() - began) / 1000,
      trainingSeconds: 0,
      epochSeconds: [],
      engine,
      ...details,
    };
    folder.writeResult(result);
    writeMetricsTable(folder, sink);
    sink({ event: 'finished', result });
    return { run: folder.path, result, exitCode };
  };
  const { checkpoint, skipped } = folder.latestCheckpoint();
  const instead = checkpoint === undefined ? '' : ' The one before it is used.';
  for (const { message } of skipped) sink({ event: 'warning', message: `${message}${instead}` });
  if (resumed && checkpoint === undefined)
    sink({ event: 'warning', message: 'The run has no whole checkpoint to go on from; it begins again at step 0.' });
  sink({
    event: 'started',
    run: folder.path,
    name: data.name,
    planId: plan.id,
    ...(checkpoint === undefined ? {} : { resumedFrom: checkpoint.step }),
  });
  sink({ event: 'engine', engine });

  const loading = (message: string): void => sink({ event: 'loading', dataset: parts.dataset.name, message });
  const split = limitSplit(await parts.dataset.load('train', loading), training.limit);
  sink({ event: 'data', dataset: parts.dataset.name, split: 'train', count: split.count, source: plan.datasetSource });
  const { dataset, objective, optimizer } = parts;
  const restored =
    checkpoint === undefined
      ? { state: await startingState(plan, split, loading), step: 0, pending: undefined }
      : fromCheckpoint(
          checkpoint.path,
          { tensors: checkpoint.tensors, metadata: Object.fromEntries(checkpoint.metadata) },
          emptyState(objective, optimizer),
          plan.id,
        );
  const device = createDeviceSplit(split, dataset.image, dataset.normalization);
  const schedule = trainingSchedule(objective, { ...training, examples: split.count });
  folder.rewind(restored.step);
  const trainer = new Trainer(objective, optimizer, schedule, device, data.seed, restored.state);
  if (restored.pending !== undefined) trainer.resumeSums(restored.step, restored.pending.sums, restored.pending.steps);
  const save = (step: number): void => {
    const { tensors, metadata, release } = toCheckpoint(trainer.state, trainer.pending, plan.id, step);
    try {
      const { path } = folder.saveCheckpoint(step, tensors, metadata);
      sink({ event: 'checkpoint', step, file: path });
    } finally {
      release();
    }
  };
  const trainingBegan = performance.now();
  const seconds = (): number => (performance.now() - trainingBegan) / 1000;
  try {
    const trained = await train(trainer, schedule, {
      batchSize: training.batchSize,
      logEvery: training.logEvery,
      checkpointEvery: training.checkpointEvery ?? schedule.passes.length * schedule.stepsPerPass,
      firstStep: restored.step,
      signal,
      sink,
      // No clock in the log: equal runs leave equal files.
      record: ({ step, epoch, pass, passName, loss, terms, figures }) =>
        folder.appendMetrics({ step, epoch, pass, passName, loss, terms, figures }),
      checkpoint: save,
    });
    const details = {
      steps: trained.step,
      terms: trained.terms,
      epochSeconds: trained.epochSeconds,
      trainingSeconds: seconds(),
    };
    if (trained.interrupted) return finish('interrupted', exitCodes.interrupted, details);
    const evaluated = await evaluatePlan(plan, trainer.state, { sink, signal, train: { split, device } });
    if (evaluated === undefined) return finish('interrupted', exitCodes.interrupted, details);
    return finish('completed', exitCodes.ok, { ...details, ...evaluated });
  } catch (error) {
    const reason = error instanceof NopropError ? error.message : String(error);
    const outcome = finish('failed', exitCodes.failed, { reason, trainingSeconds: seconds() });
    if (error instanceof NopropError) return outcome;
    throw error;
  } finally {
    trainer.dispose();
    device.dispose();
  }
}

/** The state before the first step. What starts from the training images is computed from those that are trained on. */
async function startingState(
  { data, parts }: Plan,
  split: DatasetSplit,
  onProgress: (message: string) => void,
): Promise<TrainingState> {
  const { dataset, objective, optimizer } = parts;
  const { image, classes, normalization } = dataset;
  const training = { split, image, classes, ...(normalization && { normalization }), onProgress };
  return initialState(objective, optimizer, data.seed, await valuesFromData(objective, training));
}

/** Other engines round differently; the run goes on, but not with the same bytes. */
function warnOfChange(before: EngineInfo, now: EngineInfo, sink: RunOptions['sink']): void {
  const keys = ['backend', 'version', 'device', 'threads', 'oneDnn', 'compiler'] as const;
  for (const key of keys.filter((each) => before[each] !== now[each])) {
    sink({
      event: 'warning',
      message: `The run began with ${key} ${before[key]}, it goes on with ${now[key]}: the last digits will differ.`,
    });
  }
}
