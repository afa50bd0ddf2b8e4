import type { RunRecord, SplitRecord, SweepRecord, TrialRecord, ViewRecord } from '../record/record';

const CLASSES = 10;

/** For tests: a split whose metrics follow from its accuracies. */
export function splitOf(runs: readonly number[], images = 1000, steps = 3): SplitRecord {
  const accuracy = runs.reduce((sum, each) => sum + each, 0) / runs.length;
  const chain = Array.from({ length: steps }, (_, i) => 0.1 + ((accuracy - 0.1) * (i + 1)) / steps);
  const total = (images / CLASSES) * runs.length;
  const right = Math.round(accuracy * total);
  const confusion = Array.from({ length: CLASSES }, (_, row) =>
    Array.from({ length: CLASSES }, (_, column) =>
      column === row ? right : column === (row + 1) % CLASSES ? total - right : 0,
    ),
  );
  return { accuracy, runs, images, chain, alone: [...chain].reverse(), confusion };
}

/** For tests: two class embeddings of two pixels, and a schedule. */
export function viewOf(): ViewRecord {
  const curve = (gamma: readonly number[]) => ({ t: [0, 0.5, 1], gamma, snr: gamma.map((value) => Math.exp(-value)) });
  return {
    prototypes: {
      image: { height: 1, width: 2, channels: 1 },
      initial: Float32Array.of(0, 1, 0.2, 0.4),
      learned: Float32Array.of(-1, 2, 0.4, 0.4),
    },
    schedule: { initial: curve([5, 0, -5]), learned: curve([6, 2, -4]) },
  };
}

/** For tests: a completed run. */
export function runOf(
  name: string,
  seed: number,
  runs: readonly number[],
  changes: Partial<RunRecord> = {},
): RunRecord {
  const split = splitOf(runs);
  return {
    planId: `${seed}`.repeat(64).slice(0, 64),
    plan: {
      name,
      seed,
      slots: {
        dataset: { uses: 'noprop/mnist', with: {} },
        embedding: { uses: 'noprop/one-hot', with: {} },
        schedule: { uses: 'noprop/cosine', with: { steps: 3 } },
        blocks: { uses: 'noprop/conv-discrete', with: { channels: [32, 64, 128], hidden: 256 } },
        objective: { uses: 'noprop/noprop-dt', with: { eta: 0.1 } },
        optimizer: { uses: 'noprop/adam-w', with: { learningRate: 0.001, weightDecay: 0.001 } },
      },
      training: { epochs: 2, batchSize: 128 },
      evaluation: [{ uses: 'noprop/accuracy', with: { split: 'test', runs: runs.length } }],
      expected: { accuracy: { paper: 0.9947, spread: 0.0005 } },
    },
    status: 'completed',
    steps: 938,
    evaluation: { test: split },
    terms: { crossEntropy: 0.01234567, kl: 0.5, denoising: 0.25 },
    progress: [1, 2].map((epoch) => ({
      epoch,
      step: 469 * epoch,
      evaluation: { test: splitOf(runs.map((each) => each - 0.01 * (2 - epoch))) },
    })),
    warnings: [],
    environment: {
      node: 'v20.20.2',
      platform: 'linux',
      arch: 'x64',
      cpu: 'AMD EPYC',
      cores: 2,
      noprop: '0.1.0',
      commit: { hash: 'c'.repeat(40), dirty: false },
      engine: {
        backend: 'tensorflow',
        version: '2.21.0',
        device: 'cpu',
        threads: 2,
        oneDnn: true,
        compiler: 'graph',
        reason: 'libtensorflow is installed',
      },
    },
    measured: {
      trainingSeconds: 90,
      epochSeconds: [50, 40],
      secondsPerImage: { test: 0.0028 },
      peakResidentBytes: 1.25e9,
      stepTensorBytes: 31.4e6,
    },
    ...changes,
  };
}

/** For tests: a trial of a sweep. */
export function trialOf(name: string, seed: number, changes: Partial<TrialRecord> = {}): TrialRecord {
  return {
    id: `${seed}${name.length}`.repeat(64).slice(0, 64),
    name,
    point: {},
    seed,
    command: `npx noprop run pipelines/${name}.yaml seed=${seed}`,
    status: 'missing',
    ...changes,
  };
}

/** For tests: three methods over two seeds; one trial diverged, one lost its process and one has not started. */
export function sweepOf(changes: Partial<SweepRecord> = {}): SweepRecord {
  const done = (name: string, seed: number, runs: readonly number[]): TrialRecord =>
    trialOf(name, seed, { status: 'completed', run: runOf(name, seed, runs) });
  const [one, two] = ['table-1-mnist-noprop-dt-one-hot', 'table-1-mnist-noprop-ct-one-hot'] as const;
  return {
    name: 'mnist-reduced',
    description: 'Table 1 on MNIST with one epoch.',
    id: 'd'.repeat(64),
    command: 'npx noprop sweep pipelines/sweeps/mnist-reduced.yaml',
    trials: [
      done(one, 1, [0.97, 0.98]),
      done(one, 2, [0.96, 0.97]),
      done(two, 1, [0.94, 0.95]),
      trialOf(two, 2, { status: 'failed', reason: 'The loss is not finite after step 120: it diverged.' }),
      trialOf('custom', 1, { status: 'failed', reason: 'JavaScript heap out of memory' }),
      trialOf('custom', 2),
    ],
    ...changes,
  };
}
