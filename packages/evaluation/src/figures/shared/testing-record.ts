import type { ComponentRecord, Expectation, RunRecord, SplitRecord, TrialRecord } from '../../record/record';
import type { FigureGroup } from './groups';

/** How a test's run differs from the one that {@link runOf} makes by default. */
export interface RunChanges {
  readonly seed?: number;
  readonly dataset?: string;
  readonly objective?: ComponentRecord;
  readonly embedding?: ComponentRecord;
  readonly epochs?: number;
  readonly test?: Partial<SplitRecord>;
  /** Test accuracy after each epoch. */
  readonly progress?: readonly number[];
  readonly epochSeconds?: readonly number[];
  readonly expected?: Expectation;
}

/** For tests: a completed run of NoProp-DT, one-hot, on MNIST, with one epoch and an accuracy of 0.9. */
export function runOf(changes: RunChanges = {}): RunRecord {
  const { seed = 1, dataset = 'mnist', epochs = 1, progress = [], epochSeconds = [] } = changes;
  const test: SplitRecord = { accuracy: 0.9, runs: [0.9], images: 100, chain: [], alone: [], ...changes.test };
  return {
    planId: `plan-${seed}`,
    plan: {
      name: 'tiny',
      seed,
      slots: {
        dataset: { uses: `noprop/${dataset}`, with: {} },
        embedding: changes.embedding ?? { uses: 'noprop/one-hot', with: {} },
        objective: changes.objective ?? { uses: 'noprop/noprop-dt', with: {} },
      },
      training: { epochs, batchSize: 128 },
      evaluation: [],
      expected: changes.expected === undefined ? {} : { accuracy: changes.expected },
    },
    status: 'completed',
    steps: 10,
    evaluation: { test },
    terms: {},
    progress: progress.map((accuracy, i) => ({
      epoch: i + 1,
      step: i + 1,
      evaluation: { test: { ...test, accuracy, runs: [accuracy] } },
    })),
    warnings: [],
    environment: {
      node: 'v20',
      platform: 'linux',
      arch: 'x64',
      cpu: 'c',
      cores: 2,
      noprop: '0.1.0',
      commit: null,
      engine: {},
    },
    measured: { trainingSeconds: 1, epochSeconds, secondsPerImage: {} },
  };
}

/** For tests: a group of completed trials, one for each run. */
export function groupOf(runs: readonly RunChanges[], point: Readonly<Record<string, unknown>> = {}): FigureGroup {
  const trials = runs.map((changes): TrialRecord => {
    const run = runOf(changes);
    return {
      id: run.planId,
      name: run.plan.name,
      point,
      seed: run.plan.seed,
      command: 'npx noprop run',
      status: 'completed',
      run,
    };
  });
  return { point, trials };
}
