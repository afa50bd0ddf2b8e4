import { join } from 'node:path';
import { openRunRecord, type RunFolder } from '@noprop/store';
import { readView } from './read-view';
import type { EnvironmentRecord, MeasuredRecord, ProgressRecord, RunRecord, SplitRecord } from './record';
import {
  clockSchema,
  type EvaluationFile,
  environmentSchema,
  type MetricLine,
  metricSchema,
  planSchema,
  type ResultFile,
  resultSchema,
} from './run-files.schema';
import { validated } from './validated';

/**
 * Reads what a run left on disk. Records of older versions may have no confusion matrix, progress or memory. A run
 * without a result, still running or killed, is `interrupted` and read as far as its logs go.
 *
 * @param folder a run folder, or a copy of one without its checkpoints
 * @throws NopropError `not_a_run`, `run_incomplete`; for damaged files, everything wrong with the first of them
 */
export function readRunRecord(folder: string): RunRecord {
  const run = openRunRecord(folder);
  const fileOf = (name: string): string => join(run.path, name);
  const plan = validated(planSchema, run.readPlan(), fileOf('plan.json'));
  const environment = validated(environmentSchema, run.readEnvironment(), fileOf('environment.json'));
  const metrics = run.readMetrics().map((line) => validated(metricSchema, line, fileOf('metrics.jsonl')));
  const given = run.readResult();
  const result = given === undefined ? undefined : validated(resultSchema, given, fileOf('result.json'));
  const view = readView(run);
  const { name, seed, slots, training, evaluation, expected } = plan;
  const { epochs, batchSize, limit } = training;
  return {
    planId: result?.planId ?? environment.planId,
    plan: {
      name,
      seed,
      slots,
      training: { epochs, batchSize, ...(limit !== undefined && { limit }) },
      evaluation,
      expected,
    },
    status: result?.status ?? 'interrupted',
    ...(result?.reason !== undefined && { reason: result.reason }),
    steps: result?.steps ?? metrics.at(-1)?.step ?? 0,
    evaluation: splitsOf(result?.evaluation ?? {}),
    terms: result?.terms ?? metrics.findLast(({ terms }) => terms !== undefined)?.terms ?? {},
    progress: metrics.flatMap(progressOf),
    warnings: result?.warnings ?? [],
    ...(result?.classNames !== undefined && { classNames: result.classNames }),
    ...(view !== undefined && { view }),
    environment: environmentOf(environment),
    measured: result === undefined ? measuredByLog(run) : measuredOf(result),
  };
}

/** Splits with a measured accuracy; metrics of other evaluations are not read. */
function splitsOf(evaluation: EvaluationFile): Readonly<Record<string, SplitRecord>> {
  const splits = Object.entries(evaluation).flatMap(([split, values]) => {
    const { accuracy, runs, images = 0, chain = [], alone = [], confusion } = values;
    if (accuracy === undefined) return [];
    const record = { accuracy, runs: runs ?? [accuracy], images, chain, alone, ...(confusion && { confusion }) };
    return [[split, record] as const];
  });
  return Object.fromEntries(splits);
}

function progressOf({ step, epoch, evaluation }: MetricLine): readonly ProgressRecord[] {
  return evaluation === undefined ? [] : [{ epoch, step, evaluation: splitsOf(evaluation) }];
}

/** Without keys that locate files on that machine. */
function environmentOf(environment: EnvironmentRecord): EnvironmentRecord {
  const { node, platform, arch, cpu, cores, noprop, commit, engine } = environment;
  return { node, platform, arch, cpu, cores, noprop, commit, engine };
}

function measuredOf({ trainingSeconds, epochSeconds, secondsPerImage, memory }: ResultFile): MeasuredRecord {
  const { peakResidentBytes, stepTensorBytes, gpuBytes } = memory;
  return {
    trainingSeconds,
    epochSeconds,
    secondsPerImage,
    ...(peakResidentBytes !== undefined && { peakResidentBytes }),
    ...(stepTensorBytes !== undefined && { stepTensorBytes }),
    ...(gpuBytes !== undefined && { gpuBytes }),
  };
}

function measuredByLog(run: RunFolder): MeasuredRecord {
  const lines = run.readClock().map((line) => validated(clockSchema, line, join(run.path, 'clock.jsonl')));
  const ends = lines.filter(({ partial }) => partial !== true).map(({ seconds }) => seconds);
  return {
    trainingSeconds: lines.at(-1)?.seconds ?? 0,
    epochSeconds: ends.map((end, i) => end - (ends[i - 1] ?? 0)),
    secondsPerImage: {},
  };
}
