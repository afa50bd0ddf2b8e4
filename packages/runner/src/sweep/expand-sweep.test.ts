import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NopropError } from '@noprop/core';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pipeline, planOf, toys } from '../plan/fixture';
import { expandSweep } from './expand-sweep';
import type { Sweep } from './sweep';

const test = suite('expandSweep');

/** Expands pipelines/sweeps/s.yaml. pipelines/a.yaml and b.yaml are different plans; c.yaml equals a.yaml. */
const inPipelines = (use: (expand: (text: string) => Promise<Sweep>, folder: string) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    mkdirSync(join(folder, 'pipelines', 'sweeps'), { recursive: true });
    const texts = { a: pipeline, b: pipeline.replace('0.25', '0.5'), c: pipeline };
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, 'pipelines', `${name}.yaml`), text);
    const file = join(folder, 'pipelines', 'sweeps', 's.yaml');
    await use((text) => expandSweep({ text, file, builtIns: [toys] }), folder);
  });

const refusal = async (expanding: Promise<Sweep>): Promise<string> => {
  try {
    await expanding;
  } catch (error) {
    if (error instanceof NopropError) return error.message.replaceAll(/^.*\/sweeps\//gm, '');
    throw error;
  }
  throw new Error('expected a refusal');
};

const short = ({ trials }: Sweep): unknown[] =>
  trials.map(({ name, point, seed }) => [name, ...Object.values(point), seed]);

test('orders trials by pipeline, point and seed, and merges points with the same plan', () =>
  inPipelines(async (expand) => {
    const sweep = await expand(`pipelines: [../a.yaml, ../b.yaml, ../c.yaml]
seeds: [2, 1]
set: [objective.with.width=11]
matrix: { training.epochs: [1, 2] }
`);
    const [a, b] = ['a', 'b'].map((name) => [
      [name, 1, 2],
      [name, 1, 1],
      [name, 2, 2],
      [name, 2, 1],
    ]);
    assert.equal(short(sweep), [...(a ?? []), ...(b ?? [])]);
    const overrides = ['objective.with.width=11', 'training.epochs=2', 'seed=1'];
    const { id } = await planOf({ overrides });
    const { file: _file, ...trial } = sweep.trials[3] as Sweep['trials'][number];
    assert.equal(trial, {
      id,
      name: 'a',
      pipeline: '../a.yaml',
      overrides,
      seed: 1,
      point: { 'training.epochs': 2 },
      command: 'npx noprop run pipelines/a.yaml objective.with.width=11 training.epochs=2 seed=1',
      plugins: [],
    });
    assert.is(sweep.name, 's');
    assert.is(sweep.command, 'npx noprop sweep pipelines/sweeps/s.yaml');
  }));

test('the sweep id depends on its trials, not on its name or folder', async () => {
  const ids: string[] = [];
  const text = 'pipelines: [../a.yaml]\nmatrix: { training.epochs: [1, 2] }\n';
  for (const each of [text, `${text}name: other\ndescription: Same.\n`, text.replace('2', '3')]) {
    await inPipelines(async (expand) => void ids.push((await expand(each)).id));
  }
  assert.is(ids[0], ids[1]);
  assert.is.not(ids[0], ids[2]);
});

test('exclude removes the points that match all its values, include adds points', () =>
  inPipelines(async (expand) => {
    const sweep = await expand(`pipelines: [../a.yaml]
seeds: [1, 2]
matrix: { training.epochs: [1, 2], objective.with.eta: [0.25, 1] }
exclude:
  - { training.epochs: 1, objective.with.eta: 1 }
  - { pipeline: a, training.epochs: 2, seed: 2 }
  - { pipeline: ../a.yaml, training.epochs: 2, objective.with.eta: 0.25 }
include:
  - { pipeline: a, set: [training.epochs=7, ~evaluation] }
`);
    assert.equal(
      sweep.trials.map(({ point, seed }) => [point, seed]),
      [
        [{ 'training.epochs': 1, 'objective.with.eta': 0.25 }, 1],
        [{ 'training.epochs': 1, 'objective.with.eta': 0.25 }, 2],
        [{ 'training.epochs': 2, 'objective.with.eta': 1 }, 1],
        [{ 'training.epochs': 7, '~evaluation': true }, 1],
        [{ 'training.epochs': 7, '~evaluation': true }, 2],
      ],
    );
  }));

test('accepts a whole component as a value, and applies set to its own pipeline only', () =>
  inPipelines(async (expand) => {
    const sweep = await expand(`pipelines:
  - { file: ../a.yaml, set: [training.limit=50] }
  - { file: ../a.yaml, set: [training.limit=60] }
matrix: { schedule: [{ uses: toy/steps }, { uses: toy/steps, with: { steps: 4 } }] }
`);
    assert.equal(
      sweep.trials.map(({ point }) => point),
      [50, 60].flatMap((limit) =>
        [{ uses: 'toy/steps' }, { uses: 'toy/steps', with: { steps: 4 } }].map((schedule) => ({
          'training.limit': limit,
          schedule,
        })),
      ),
    );
  }));

test('plans every halving round of every point', () =>
  inPipelines(async (expand) => {
    const sweep = await expand(`pipelines: [../a.yaml]
matrix: { objective.with.eta: [0.1, 0.2, 0.3, 0.4] }
halving: { option: training.epochs, from: 1, factor: 2 }
`);
    assert.is(sweep.trials.length, 12);
    assert.equal(
      sweep.trials.slice(0, 3).map(({ point }) => point),
      [1, 2, 4].map((epochs) => ({ 'objective.with.eta': 0.1, 'training.epochs': epochs })),
    );
    assert.equal(sweep.halving, { option: 'training.epochs', from: 1, factor: 2, metric: 'accuracy' });
  }));

test('reads halving.figure of version 0.1 as halving.metric', () =>
  inPipelines(async (expand) => {
    const sweep = await expand(
      'pipelines: [../a.yaml]\nhalving: { option: training.epochs, from: 1, figure: trainAccuracy }\n',
    );
    assert.equal(sweep.halving, { option: 'training.epochs', from: 1, factor: 3, metric: 'trainAccuracy' });
  }));

const refused: readonly (readonly [name: string, text: string, message: string])[] = [
  ['an empty file', '', 's.yaml:1:1  The file is empty. Start from pipelines/quickstart.yaml.  [empty_file]'],
  [
    'an unknown key',
    'pipelines: [../a.yaml]\nmatrx: {}\n',
    's.yaml:2:1  matrx  Unknown key "matrx". Did you mean "matrix"?  [unknown_key]',
  ],
  [
    'both names of the metric of halving',
    'pipelines: [../a.yaml]\nhalving: { option: training.epochs, from: 1, figure: accuracy, metric: accuracy }\n',
    's.yaml:2:46  halving.figure  "figure" and "metric" mean the same, and only one of them may be given. Keep "metric" and remove "figure".  [duplicate_key]',
  ],
  [
    'a seed in the matrix and in an override',
    'pipelines: [../a.yaml]\nset: [seed=1]\nmatrix: { seed: [1] }\n',
    's.yaml:2:7  set.0  A sweep cannot override the seed. List it under seeds.  [seed_axis]\n' +
      's.yaml:3:17  matrix.seed  The seed cannot be an axis. List it under seeds.  [seed_axis]',
  ],
  [
    'a range in a grid',
    'pipelines: [../a.yaml]\nmatrix: { objective.with.eta: { min: 0, max: 1 } }\n',
    's.yaml:2:31  matrix.objective.with.eta  Expected a list of values for a grid search, got a range. List the values, or set search.kind to random or latin-hypercube.  [range_in_grid]',
  ],
  [
    'invalid ranges and a search without a number of trials',
    'pipelines: [../a.yaml]\nsearch: { kind: random }\nmatrix: { a: { min: 1, max: 1 }, b: { min: 0, max: 1, scale: log }, c: { min: 0.5, max: 2, integer: true } }\n',
    's.yaml:2:9  search  Missing key "trials". Add it: Number of points to draw.  [missing_key]\n' +
      's.yaml:3:14  matrix.a  Expected min < max, got 1 and 1.  [bad_range]\n' +
      's.yaml:3:44  matrix.b.min  Expected min > 0 on a log scale, got 0.  [bad_range]\n' +
      's.yaml:3:72  matrix.c  Expected integers for min and max, got 0.5 and 2.  [bad_range]',
  ],
  [
    'an excluded pipeline that does not exist',
    'pipelines: [../a.yaml]\nexclude: [{ pipeline: b }, { pipeline: ../b.yaml }]\n',
    's.yaml:2:23  exclude.0.pipeline  The sweep has no pipeline "b". Pipelines: a.  [unknown_pipeline]\n' +
      's.yaml:2:40  exclude.1.pipeline  The sweep has no pipeline "../b.yaml". Did you mean "../a.yaml"?  [unknown_pipeline]',
  ],
  [
    'a sweep whose points are all excluded',
    'pipelines: [../a.yaml]\nexclude: [{ seed: 1 }]\n',
    's.yaml  The sweep has no trials: exclude removes every point.  [empty_sweep]',
  ],
  [
    'too many trials',
    `pipelines: [../a.yaml]\nseeds: [1, 2, 3, 4]\nsearch: { kind: random, trials: 5000 }\n`,
    's.yaml:1:1  matrix  Expected at most 10000 trials, got 20000. Draw fewer points with a random search, or split the sweep.  [too_many_trials]',
  ],
  [
    'a halving budget that is also an axis',
    'pipelines: [../a.yaml]\nmatrix: { training.epochs: [1] }\nhalving: { option: training.epochs, from: 4, to: 2 }\n',
    's.yaml:2:28  matrix.training.epochs  The halving budget "training.epochs" cannot be an axis. Remove it from the matrix: the rounds set it.  [budget_axis]\n' +
      's.yaml:3:50  halving.to  Expected at least the first budget, 4, got 2.  [bad_range]',
  ],
];

for (const [name, text, message] of refused) {
  test(`refuses ${name}`, () => inPipelines(async (expand) => assert.is(await refusal(expand(text)), message)));
}

test.run();
