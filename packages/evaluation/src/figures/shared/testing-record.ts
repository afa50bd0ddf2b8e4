import type { ComponentRecord, Expectation, RunRecord, SplitRecord, TrialRecord } from '../../record/record';
import type { FigureGroup } from './groups';

/** What a test wants to be different from the run that {@link runOf} makes. */
export interface RunWish {
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
export function runOf(wish: RunWish = {}): RunRecord {
  const { seed = 1, dataset = 'mnist', epochs = 1, progress = [], epochSeconds = [] } = wish;
  const test: SplitRecord = { accuracy: 0.9, runs: [0.9], images: 100, chain: [], alone: [], ...wish.test };
  return {
    planId: `plan-${seed}`,
    plan: {
      name: 'tiny',
      seed,
      slots: {
        dataset: { uses: `noprop/${dataset}`, with: {} },
        embedding: wish.embedding ?? { uses: 'noprop/one-hot', with: {} },
        objective: wish.objective ?? { uses: 'noprop/noprop-dt', with: {} },
      },
      training: { epochs, batchSize: 128 },
      evaluation: [],
      expected: wish.expected === undefined ? {} : { accuracy: wish.expected },
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

/** For tests: completed trials, one a wish. */
export function groupOf(wishes: readonly RunWish[], point: Readonly<Record<string, unknown>> = {}): FigureGroup {
  const trials = wishes.map((wish): TrialRecord => {
    const run = runOf(wish);
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
