import type { PlanRecord, RunRecord, SplitRecord, SweepRecord, TrialRecord } from '../record/record';

/** For tests: how a run differs from Table 1's cell of NoProp-DT with one-hot labels on MNIST. */
export interface RunChanges {
  readonly planId?: string;
  readonly plan?: Partial<PlanRecord>;
  readonly status?: RunRecord['status'];
  readonly test?: readonly number[];
  readonly train?: readonly number[];
  readonly images?: number;
  readonly warnings?: readonly string[];
  readonly device?: string;
  readonly dirty?: boolean;
}

const slots: PlanRecord['slots'] = {
  dataset: { uses: 'noprop/mnist', with: {} },
  embedding: { uses: 'noprop/one-hot', with: {} },
  schedule: { uses: 'noprop/cosine', with: { steps: 10 } },
  blocks: { uses: 'noprop/conv-discrete', with: { channels: [32, 64, 128], hidden: 256, fusion: 128 } },
  optimizer: { uses: 'noprop/adam-w', with: { learningRate: 0.001, weightDecay: 0.001 } },
  objective: { uses: 'noprop/noprop-dt', with: { eta: 0.1, classProbability: 'softmax' } },
};

/** For tests: the record of a run with the paper's settings, one seed of its protocol, on a GPU. */
export function runRecord(changes: RunChanges = {}): RunRecord {
  const { test, train, images, device = 'gpu', dirty = false } = changes;
  return {
    planId: changes.planId ?? 'a'.repeat(64),
    plan: {
      name: 'table-1-mnist-noprop-dt-one-hot',
      seed: 1,
      slots,
      training: { epochs: 100, batchSize: 128 },
      evaluation: [],
      expected: {},
      ...changes.plan,
    },
    status: changes.status ?? 'completed',
    steps: 46_900,
    evaluation: {
      ...(test === undefined ? {} : { test: split(test, images ?? 10_000) }),
      ...(train === undefined ? {} : { train: split(train, images ?? 60_000) }),
    },
    terms: {},
    progress: [],
    warnings: changes.warnings ?? [],
    environment: {
      node: 'v20.20.2',
      platform: 'linux',
      arch: 'x64',
      cpu: 'A Processor',
      cores: 2,
      noprop: '0.1.0',
      commit: { hash: '9df8fc120a79d9db39ea0ab7dac5b95f46f9d56d', dirty },
      engine: { backend: 'tensorflow', device, reason: 'found in /opt/tensorflow' },
    },
    measured: { trainingSeconds: 60, epochSeconds: [60], secondsPerImage: { test: 0.002 } },
  };
}

/** For tests: the slots of {@link runRecord} with some of them replaced. */
export const slotsWith = (changed: PlanRecord['slots']): PlanRecord['slots'] => ({ ...slots, ...changed });

export function split(runs: readonly number[], images: number): SplitRecord {
  return { accuracy: runs.reduce((a, b) => a + b, 0) / runs.length, runs, images, chain: [], alone: [] };
}

/** For tests: a trial of a sweep, completed if it has a run. */
export function trialRecord(name: string, seed: number, changes: Partial<TrialRecord> = {}): TrialRecord {
  const status = changes.run === undefined ? 'missing' : 'completed';
  return { id: `${name}-${seed}`, name, point: {}, seed, command: `noprop run ${name}`, status, ...changes };
}

export const sweepRecord = (trials: readonly TrialRecord[]): SweepRecord => ({
  name: 'sweep',
  id: 'b'.repeat(64),
  command: 'noprop sweep sweep.yaml',
  trials,
});
