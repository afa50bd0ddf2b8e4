import type { EnvironmentRecord, MeasuredRecord, PlanRecord, RunRecord, SplitRecord } from './record';
import type { FileSchema } from './validated';

/**
 * What readers need from the files of a run folder. Keys that older runs did not write have defaults; others are
 * ignored.
 */

const string = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const amount = { type: 'number', minimum: 0 } as const;
const fraction = { type: 'number', minimum: 0, maximum: 1 } as const;
const fractions = { type: 'array', items: fraction } as const;
const map = { type: 'object' } as const;

/** A component and its options. */
const component = { type: 'object', required: ['uses', 'with'], properties: { uses: string, with: map } } as const;

/** Metrics of a split. */
export const splitSchema = {
  type: 'object',
  properties: {
    accuracy: fraction,
    runs: fractions,
    images: count,
    chain: fractions,
    alone: fractions,
    confusion: { type: 'array', items: { type: 'array', items: count } },
  },
} as const;

/** Metrics by split. */
const evaluation = { type: 'object', additionalProperties: splitSchema } as const;

/** `plan.json` */
export const planSchema: FileSchema<PlanRecord> = {
  schema: {
    type: 'object',
    required: ['name', 'seed', 'slots', 'training', 'evaluation'],
    properties: {
      name: string,
      seed: count,
      slots: { type: 'object', additionalProperties: component },
      training: {
        type: 'object',
        required: ['epochs', 'batchSize'],
        properties: { epochs: count, batchSize: count, limit: count },
      },
      evaluation: { type: 'array', items: component },
      expected: {
        type: 'object',
        default: {},
        additionalProperties: {
          type: 'object',
          properties: { paper: { type: 'number' }, spread: { type: 'number' }, tolerance: { type: 'number' } },
        },
      },
    },
  },
};

/** `environment.json`; in older runs the plan id is unknown. */
export type EnvironmentFile = EnvironmentRecord & { readonly planId: string };

export const environmentSchema: FileSchema<EnvironmentFile> = {
  schema: {
    type: 'object',
    required: ['node', 'platform', 'arch', 'cpu', 'cores', 'noprop', 'commit', 'engine'],
    properties: {
      node: string,
      platform: string,
      arch: string,
      cpu: string,
      cores: count,
      noprop: string,
      commit: {
        type: ['object', 'null'],
        required: ['hash', 'dirty'],
        properties: { hash: string, dirty: { type: 'boolean' } },
      },
      engine: map,
      planId: { ...string, default: 'unknown' },
    },
  },
};

/** Metrics by split; evaluations other than accuracy may have other metrics. */
export type EvaluationFile = Readonly<Record<string, Partial<SplitRecord>>>;

/** `result.json` */
export type ResultFile = Pick<
  RunRecord,
  'status' | 'reason' | 'planId' | 'steps' | 'terms' | 'warnings' | 'classNames'
> &
  Pick<MeasuredRecord, 'trainingSeconds' | 'epochSeconds' | 'secondsPerImage'> & {
    readonly evaluation: EvaluationFile;
    readonly memory: Pick<MeasuredRecord, 'peakResidentBytes' | 'stepTensorBytes' | 'gpuBytes'>;
  };

export const resultSchema: FileSchema<ResultFile> = {
  schema: {
    type: 'object',
    required: ['status', 'planId', 'steps', 'evaluation'],
    properties: {
      status: { enum: ['completed', 'interrupted', 'failed'] },
      reason: string,
      planId: string,
      steps: count,
      evaluation,
      terms: { type: 'object', default: {}, additionalProperties: { type: 'number' } },
      trainingSeconds: { ...amount, default: 0 },
      epochSeconds: { type: 'array', items: amount, default: [] },
      secondsPerImage: { type: 'object', default: {}, additionalProperties: amount },
      memory: {
        type: 'object',
        default: {},
        properties: { peakResidentBytes: amount, stepTensorBytes: amount, gpuBytes: amount },
      },
      warnings: { type: 'array', items: string, default: [] },
      classNames: { type: 'array', items: string },
    },
  },
};

/** A line of `metrics.jsonl`: logged losses, or an evaluation during training. */
export interface MetricLine {
  readonly step: number;
  readonly epoch: number;
  readonly evaluation?: EvaluationFile;
  readonly terms?: RunRecord['terms'];
}

export const metricSchema: FileSchema<MetricLine> = {
  schema: {
    type: 'object',
    required: ['step', 'epoch'],
    properties: {
      step: count,
      epoch: count,
      evaluation,
      terms: { type: 'object', additionalProperties: { type: 'number' } },
    },
  },
};

/** A line of `clock.jsonl`. */
export interface ClockLine {
  readonly step: number;
  readonly epoch: number;
  readonly seconds: number;
  readonly partial?: boolean;
}

export const clockSchema: FileSchema<ClockLine> = {
  schema: {
    type: 'object',
    required: ['step', 'epoch', 'seconds'],
    properties: { step: count, epoch: count, seconds: amount, partial: { type: 'boolean' } },
  },
};
