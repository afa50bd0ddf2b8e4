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

/** Expands a sweep in pipelines/sweeps/s.yaml; pipelines/a.yaml and pipelines/b.yaml are plans, c.yaml is a's. */
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
  throw new Error('the sweep should have been refused');
};

const short = ({ trials }: Sweep): unknown[] =>
  trials.map(({ name, point, seed }) => [name, ...Object.values(point), seed]);

test('pipelines come first, then the points, then the seeds; points of one plan are one trial', () =>
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

test('the id of a sweep knows its trials, not its name; two folders agree', async () => {
  const ids: string[] = [];
  const text = 'pipelines: [../a.yaml]\nmatrix: { training.epochs: [1, 2] }\n';
  for (const each of [text, `${text}name: other\ndescription: Same.\n`, text.replace('2', '3')]) {
    await inPipelines(async (expand) => void ids.push((await expand(each)).id));
  }
  assert.is(ids[0], ids[1]);
  assert.is.not(ids[0], ids[2]);
});

test('exclude leaves out the points with all of its values, include adds points', () =>
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

test('a slot takes a whole component, and what is set in one pipeline stays there', () =>
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

test('a halving plans every round of every point', () =>
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
    assert.equal(sweep.halving, { option: 'training.epochs', from: 1, factor: 2, figure: 'accuracy' });
  }));

const refused: readonly (readonly [name: string, text: string, message: string])[] = [
  ['an empty file', '', 's.yaml:1:1  The file is empty. Start from pipelines/quickstart.yaml.  [empty_file]'],
  [
    'an unknown key',
    'pipelines: [../a.yaml]\nmatrx: {}\n',
    's.yaml:2:1  matrx  Unknown key "matrx". Did you mean "matrix"?  [unknown_key]',
  ],
  [
    'a seed in the matrix and in an override',
    'pipelines: [../a.yaml]\nset: [seed=1]\nmatrix: { seed: [1] }\n',
    's.yaml:2:7  set.0  The seed is no override of a sweep. List it under seeds.  [seed_axis]\n' +
      's.yaml:3:17  matrix.seed  The seed is no axis of the matrix. List it under seeds.  [seed_axis]',
  ],
  [
    'a range in a grid',
    'pipelines: [../a.yaml]\nmatrix: { objective.with.eta: { min: 0, max: 1 } }\n',
    's.yaml:2:31  matrix.objective.with.eta  A grid has no ranges, found one from min to max. List the values, or search at random or by latin-hypercube.  [range_in_grid]',
  ],
  [
    'ranges that are none, and a search without a number',
    'pipelines: [../a.yaml]\nsearch: { kind: random }\nmatrix: { a: { min: 1, max: 1 }, b: { min: 0, max: 1, scale: log }, c: { min: 0.5, max: 2, integer: true } }\n',
    's.yaml:2:9  search  The key "trials" is missing. Add it: Points to draw.  [missing_key]\n' +
      's.yaml:3:14  matrix.a  Wanted min below max, found 1 and 1.  [bad_range]\n' +
      's.yaml:3:44  matrix.b.min  Wanted a min above 0 on a log scale, found 0.  [bad_range]\n' +
      's.yaml:3:72  matrix.c  Wanted whole numbers for min and max, found 0.5 and 2.  [bad_range]',
  ],
  [
    'a pipeline to exclude that is not there',
    'pipelines: [../a.yaml]\nexclude: [{ pipeline: b }, { pipeline: ../b.yaml }]\n',
    's.yaml:2:23  exclude.0.pipeline  No pipeline of the sweep is named "b". Pipelines: a.  [unknown_pipeline]\n' +
      's.yaml:2:40  exclude.1.pipeline  No pipeline of the sweep is named "../b.yaml". Did you mean "../a.yaml"?  [unknown_pipeline]',
  ],
  [
    'nothing left',
    'pipelines: [../a.yaml]\nexclude: [{ seed: 1 }]\n',
    's.yaml  The sweep has no trial: exclude leaves nothing.  [empty_sweep]',
  ],
  [
    'too much',
    `pipelines: [../a.yaml]\nseeds: [1, 2, 3, 4]\nsearch: { kind: random, trials: 5000 }\n`,
    's.yaml:1:1  matrix  Wanted at most 10000 trials, found 20000. Search at random, or make several sweeps.  [too_many_trials]',
  ],
  [
    'a budget that is an axis',
    'pipelines: [../a.yaml]\nmatrix: { training.epochs: [1] }\nhalving: { option: training.epochs, from: 4, to: 2 }\n',
    's.yaml:2:28  matrix.training.epochs  The budget of the halving is "training.epochs". Take it out of the matrix: its rounds set it.  [budget_axis]\n' +
      's.yaml:3:50  halving.to  Wanted at least the budget of the first round, 4, found 2.  [bad_range]',
  ],
];

for (const [name, text, message] of refused) {
  test(`refused: ${name}`, () => inPipelines(async (expand) => assert.is(await refusal(expand(text)), message)));
}

test.run();
