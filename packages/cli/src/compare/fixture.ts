import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRunFolder } from '@noprop/store';

/** For tests: how a run folder differs from the cell of Table 1 for NoProp-DT with one-hot labels on MNIST. */
export interface RunFixture {
  readonly name?: string;
  readonly seed?: number;
  readonly epochs?: number;
  readonly runs: readonly number[];
  readonly status?: string;
  readonly expected?: Readonly<Record<string, unknown>>;
  readonly overrides?: readonly string[];
}

const slots = {
  dataset: { uses: 'noprop/mnist', with: {} },
  embedding: { uses: 'noprop/one-hot', with: {} },
  schedule: { uses: 'noprop/cosine', with: { steps: 10 } },
  blocks: { uses: 'noprop/conv-discrete', with: { channels: [32, 64, 128], hidden: 256, fusion: 128 } },
  optimizer: { uses: 'noprop/adam-w', with: { learningRate: 0.001, weightDecay: 0.001 } },
  objective: { uses: 'noprop/noprop-dt', with: { eta: 0.1, classProbability: 'softmax' } },
};

const engine = { backend: 'tensorflow', device: 'cpu', compiler: 'graph', version: '2.21.0', threads: 2, oneDnn: true };

/**
 * Writes a run folder as `noprop run` leaves it.
 * @returns its path
 */
export function writeRun(folder: string, fixture: RunFixture): string {
  const { name = 'table-1-mnist-noprop-dt-one-hot', seed = 1, epochs = 1, runs, status = 'completed' } = fixture;
  const id = idOf(fixture);
  const run = createRunFolder({ runs: folder, name, id });
  run.writePipeline(`${(fixture.overrides ?? []).map((each) => `# override: ${each}\n`).join('')}seed: ${seed}\n`);
  const training = { epochs, batchSize: 128, dropLast: false, logEvery: 50 };
  run.writePlan({ format: 1, name, seed, slots, training, evaluation: [], expected: fixture.expected ?? {} });
  run.writeEnvironment({
    ...{ node: 'v20.20.2', platform: 'linux', arch: 'x64', cpu: 'A Processor', cores: 2, noprop: '0.1.0' },
    ...{
      commit: { hash: '9df8fc120a79d9db39ea0ab7dac5b95f46f9d56d', dirty: false },
      engine,
      folder: '/home/me/noprop',
    },
  });
  const accuracy = runs.reduce((a, b) => a + b, 0) / runs.length;
  const evaluation = status === 'completed' ? { test: { accuracy, runs, images: 10_000, chain: [], alone: [] } } : {};
  const times = { seconds: 1, trainingSeconds: 1, epochSeconds: [1], secondsPerImage: { test: 0.001 } };
  run.writeResult({ status, name, planId: id, seed, steps: 469, evaluation, terms: {}, engine, ...times });
  return run.path;
}

/** Writes a sweep folder with these trials; those without runs have not been started. */
export function writeSweep(folder: string, trials: readonly RunFixture[]): void {
  mkdirSync(join(folder, 'trials'), { recursive: true });
  for (const trial of trials) if (trial.runs.length > 0) writeRun(join(folder, 'trials'), trial);
  const rows = trials.map((trial) => ({
    id: idOf(trial),
    name: trial.name ?? 'table-1-mnist-noprop-dt-one-hot',
    pipeline: '../table-1/mnist/noprop-dt-one-hot.yaml',
    overrides: [],
    seed: trial.seed ?? 1,
    point: {},
    command: 'noprop run',
  }));
  writeFileSync(
    join(folder, 'sweep.json'),
    JSON.stringify({
      ...{ format: 1, name: 'sweep', id: 'c'.repeat(64), version: '0.1.0', command: 'npx noprop sweep sweep.yaml' },
      trials: rows,
    }),
  );
}

const idOf = ({ name = '', seed = 1, epochs = 1 }: RunFixture): string =>
  `${seed}${epochs}${name.length}`.padEnd(64, '0');
