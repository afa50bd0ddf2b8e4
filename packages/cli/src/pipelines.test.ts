import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describePlan, type Plan } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root, runCli } from './run-cli';
import { folder, full, planOf as makePlan, parts, twins, twinsByPlan } from './shipped/pipelines';

const test = suite('shipped pipelines');

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

const plans = new Map<string, Promise<Plan>>();

/** One plan per file, made once: several tests ask for it. */
function planOf(file: string): Promise<Plan> {
  if (!plans.has(file)) plans.set(file, makePlan(file));
  return plans.get(file) as Promise<Plan>;
}

test('each have a twin, except quickstart, and each twin has a pipeline', () => {
  assert.is(full.length, 73);
  assert.equal(
    twins.map((file) => file.replace('smoke/', '')),
    full.filter((file) => file !== 'quickstart.yaml'),
  );
});

test('each start with a summary and the command that runs them, and name their schema for editors', () => {
  for (const file of [...full, ...twins]) {
    assert.match(read(file), /^# .+\n# Run: (?:npm run|npx noprop run) /, file);
    if (file !== 'quickstart.yaml') assert.match(read(file), `# Run: npx noprop run pipelines/${file}\n`, file);
  }
  for (const file of [...full, ...twins, ...parts]) {
    const schema = /# yaml-language-server: \$schema=(\S+)/.exec(read(file))?.[1];
    const name = parts.includes(file) ? 'pipeline-part.schema.json' : 'pipeline.schema.json';
    assert.is(resolve(folder, dirname(file), schema as string), join(root, 'schemas', name), file);
  }
});

test('extend every shared part', () => {
  const extended = new Set(
    [...full, ...twins, ...parts].flatMap((file) => {
      const named = /^extends:\s+(.+)$/m.exec(read(file))?.[1]?.match(/[^\s[\],]+/g) ?? [];
      return named.map((path) => relative(folder, resolve(folder, dirname(file), path)));
    }),
  );
  assert.ok(parts.length >= 7, `${parts.length} parts`);
  assert.equal([...extended].sort(), [...parts]);
});

test('are listed in the index, which lists nothing else', () => {
  const links = [...read('README.md').matchAll(/\]\(([^)#]+\.yaml)\)/g)].map(([, target]) => target as string);
  assert.equal(
    [...new Set(links)].filter((link) => !existsSync(join(folder, link))),
    [],
  );
  assert.equal(
    [...full, ...parts].filter((file) => !links.includes(file)),
    [],
  );
});

test('pass noprop check', () => {
  const valid = (files: readonly string[], ...overrides: readonly string[]): void => {
    const paths = files.map((file) => relative(root, join(folder, file)));
    const { code, stdout, stderr } = runCli(['check', ...paths, 'dataset={ uses: noprop/glyphs }', ...overrides]);
    assert.is(code, 0, stderr);
    assert.is(stdout.trim().split('\n').length, files.length);
  };
  // Patches that divide CIFAR's images do not divide glyphs.
  const cut = (file: string): boolean => file.includes('cifar-10/forward-gradient');
  valid([...full, ...twins].filter((file) => !cut(file)));
  valid([...full, ...twins].filter(cut), 'objective.with.patches=7');
});

const datasets = ['mnist', 'cifar-10', 'cifar-100'] as const;
const embeddings = ['one-hot', 'dim-20', 'prototype'] as const;

/** CT and FM train the same network for the same number of epochs. */
const continuous = {
  optimizer: 'noprop/adam',
  epochs: [100, 500, 1000],
  group: 'network',
  parameters: [
    [1_949_066, 1_951_626, 3_644_810],
    [2_441_162, 2_443_722, 4_629_002],
    [2_475_812, 2_455_332, 4_640_612],
  ],
} as const;

/** Table 3, and the parameters of one block or of the network in Figure 15: one-hot, 20 dimensions, image size. */
const methods = {
  dt: {
    optimizer: 'noprop/adam-w',
    epochs: [100, 150, 150],
    group: 'block/1',
    parameters: [
      [2_001_290, 2_003_850, 3_564_426],
      [2_493_386, 2_495_946, 4_548_618],
      [2_528_036, 2_507_556, 4_560_228],
    ],
  },
  ct: continuous,
  fm: continuous,
} as const;

const optionsOf = (plan: Plan, slot: 'objective' | 'schedule' | 'optimizer'): Record<string, unknown> => ({
  ...plan.data.slots[slot]?.with,
});

for (const [method, row] of Object.entries(methods)) {
  test(`noprop-${method}: have the values of Table 3 and the sizes of Figure 15`, async () => {
    for (const [d, dataset] of datasets.entries()) {
      for (const [e, embedding] of embeddings.entries()) {
        const file = `table-1/${dataset}/noprop-${method}-${embedding}.yaml`;
        const plan = await planOf(file);
        const { training, slots, evaluation } = plan.data;
        assert.equal([training.batchSize, training.epochs], [128, row.epochs[d]], file);
        assert.is(slots.optimizer?.uses, row.optimizer);
        const { learningRate, weightDecay } = optionsOf(plan, 'optimizer');
        assert.equal([learningRate, weightDecay], [0.001, 0.001], file);
        if (method === 'dt') assert.is(optionsOf(plan, 'schedule').steps, 10);
        else assert.is(optionsOf(plan, 'objective').steps, 1000);
        if (method !== 'fm') assert.is(optionsOf(plan, 'objective').eta, method === 'dt' ? 0.1 : 1);
        assert.equal(
          evaluation.map((each) => [each.with.split, each.with.runs]),
          [
            ['test', 5],
            ['train', 5],
          ],
        );
        const group = describePlan(plan).groups.find(({ name }) => name === row.group);
        assert.is(group?.parameters, row.parameters[d]?.[e], file);
      }
    }
  });
}

test("Forward-Forward: have Hinton's sizes, rates and epochs, and the value that Table 1 quotes", async () => {
  const [unsupervised, label] = [
    await planOf('table-1/mnist/forward-forward.yaml'),
    await planOf('table-1/mnist/forward-forward-label.yaml'),
  ];
  assert.equal(optionsOf(unsupervised, 'objective').hidden, [2000, 2000, 2000, 2000]);
  assert.equal(optionsOf(label, 'objective').hidden, [1000, 1000, 1000]);
  assert.equal(unsupervised.data.expected, { accuracy: { paper: 0.9863 } });
  assert.equal(label.data.expected, {});
  assert.is(describePlan(label).parameters, 784_000 + 2 * 1_000_000 + 3000 + 20_010);
  for (const plan of [unsupervised, label]) {
    assert.equal([plan.data.training.batchSize, plan.data.training.epochs], [100, 100]);
    const options = optionsOf(plan, 'optimizer') as Readonly<Record<string, number>> & {
      readonly groups: { readonly head: Readonly<Record<'learningRate' | 'weightDecay', number>> };
    };
    const { learningRate, weightDecay, momentum, schedule, groups } = options;
    assert.equal([momentum, schedule], [0.9, { kind: 'linear', after: 0.5 }]);
    // As published: the learning rate of the smoothed gradient, and the weight cost added to the gradient.
    const published = [learningRate, groups.head.learningRate].map((rate) =>
      Number(((rate as number) * 10).toFixed(6)),
    );
    const costs = [weightDecay, groups.head.weightDecay].map((decay) => Number(((decay as number) / 10).toFixed(6)));
    assert.equal(
      [published, costs],
      [
        [0.01, 0.1],
        [0.001, 0.003],
      ],
    );
  }
});

const baselines = {
  backprop: { embeddings, epochs: [100, 150, 150], steps: 10, twin: 'dt', group: 'block/10' },
  adjoint: { embeddings: ['one-hot'], epochs: [2, 4, 4], steps: 1000, twin: 'fm', group: 'network' },
} as const;

for (const [method, row] of Object.entries(baselines)) {
  test(`${method}: have the values of Table 3, and the blocks of the method they are compared with`, async () => {
    for (const [d, dataset] of datasets.entries()) {
      for (const [e, embedding] of row.embeddings.entries()) {
        const file = `table-1/${dataset}/${method}-${embedding}.yaml`;
        const plan = await planOf(file);
        const { training, slots } = plan.data;
        assert.equal([training.batchSize, training.epochs], [128, row.epochs[d]], file);
        assert.is(slots.optimizer?.uses, 'noprop/adam-w');
        const { learningRate, weightDecay } = optionsOf(plan, 'optimizer');
        assert.equal([learningRate, weightDecay], [0.001, 0.001], file);
        assert.is(optionsOf(plan, 'objective').steps, row.steps);
        const { groups } = describePlan(plan);
        const group = groups.find(({ name }) => name === row.group);
        assert.is(group?.parameters, methods[row.twin].parameters[d]?.[e], file);
      }
    }
  });
}

test('train on the dataset of their folder', () => {
  for (const file of [...full, ...twins].filter((each) => each !== 'quickstart.yaml')) {
    const dataset = datasets.find((name) => file.includes(`/${name}/`));
    assert.match(read(file), new RegExp(`^extends: \\[[./]*/shared/${dataset}\\.yaml, `, 'm'), file);
    assert.match(read(`shared/${dataset}.yaml`), `dataset: { uses: noprop/${dataset} }\n`);
  }
});

/** Table 1 in percent: test and train, each with its spread; MNIST, CIFAR-10, CIFAR-100. */
const table1 = {
  'dt-one-hot': [99.47, 0.05, 99.92, 0.01, 79.25, 0.28, 95.02, 0.19, 45.93, 0.46, 84.97, 0.67],
  'dt-dim-20': [99.49, 0.04, 99.93, 0.01, 79.12, 0.37, 94.95, 0.09, 45.19, 0.22, 83.25, 0.39],
  'dt-prototype': [99.54, 0.04, 99.97, 0, 80.54, 0.2, 97.23, 0.11, 46.06, 0.25, 90.7, 0.14],
  'ct-one-hot': [97.84, 0.71, 97.88, 0.61, 73.35, 0.55, 97.31, 0.84, 33.66, 0.5, 75.1, 3.43],
  'ct-dim-20': [97.7, 0.51, 97.7, 0.42, 71.77, 2.47, 94.88, 3.08, 33.99, 1.08, 74.22, 2.33],
  'ct-prototype': [97.17, 0.94, 97.18, 1.02, 66.54, 3.63, 86.2, 7.34, 21.31, 4.17, 40.88, 10.72],
  'fm-one-hot': [99.21, 0.09, 99.97, 0, 73.14, 0.9, 98.46, 0.4, 6.38, 4.9, 12.69, 10.4],
  'fm-dim-20': [99.29, 0.05, 99.99, 0, 73.5, 0.28, 99.49, 0.15, 31.14, 0.52, 83.49, 4.62],
  'fm-prototype': [98.52, 0.16, 99.27, 0.09, 75.18, 0.57, 99.8, 0.03, 37.57, 0.32, 96.37, 1.09],
  'backprop-one-hot': [99.46, 0.06, 100, 0, 79.92, 0.14, 99.98, 0.01, 45.85, 2.07, 98.63, 1.34],
  'backprop-dim-20': [99.43, 0.03, 99.99, 0, 79.3, 0.52, 99.96, 0.02, 46.57, 0.87, 94.28, 7.43],
  'backprop-prototype': [99.44, 0.05, 99.99, 0.01, 79.58, 0.44, 99.97, 0.01, 47.8, 0.19, 99.19, 0.71],
  'adjoint-one-hot': [98.62, 0.14, 98.7, 0.13, 66.78, 0.76, 70.64, 0.49, 25.03, 0.7, 26.72, 0.81],
} as const;

/** A percentage as pipelines write it, as a fraction. */
const paperValue = (mean: number, spread?: number) => {
  const [paper, around] = [mean, spread ?? 0].map((each) => Number((each / 100).toFixed(6)));
  return spread === undefined ? { paper } : { paper, spread: around };
};

const cellOf = (name: keyof typeof table1, d: number) => {
  const [test, spread, train, trainSpread] = table1[name].slice(4 * d) as [number, number, number, number];
  return { accuracy: paperValue(test, spread), trainAccuracy: paperValue(train, trainSpread) };
};

const expectedOf = async (file: string) => (await planOf(`${file}.yaml`)).data.expected;

test('have the values of Table 1 as fractions', async () => {
  for (const name of Object.keys(table1) as (keyof typeof table1)[]) {
    for (const [d, dataset] of datasets.entries()) {
      const file = `table-1/${dataset}/${/^(dt|ct|fm)-/.test(name) ? `noprop-${name}` : name}`;
      assert.equal(await expectedOf(file), cellOf(name, d), file);
    }
  }
});

/** Bars that only the figures have, read off them in percent; MNIST, CIFAR-10, CIFAR-100. */
const bars = {
  'figure-7': {
    'radial-one-hot': [99.46, 79.3, 46],
    'radial-dim-20': [99.48, 79, 45.5],
    'radial-prototype': [99.49, 81.3, 45.9],
  },
  'figure-11': { orthogonal: [99.51, 80.9, 46.2], random: [99.54, 80.8, 45.7] },
} as const;

test('have the bars of Figures 7 and 11 as fractions, those of Table 1 with its spread', async () => {
  const wanted = new Map<string, unknown>();
  for (const [d, dataset] of datasets.entries()) {
    for (const [folder, rows] of Object.entries(bars)) {
      for (const [bar, means] of Object.entries(rows)) {
        wanted.set(`${folder}/${dataset}/${bar}`, { accuracy: paperValue(means[d] as number) });
      }
    }
    for (const embedding of embeddings) {
      const { accuracy } = cellOf(`dt-${embedding}`, d);
      wanted.set(`figure-7/${dataset}/softmax-${embedding}`, { accuracy });
      if (embedding === 'prototype') wanted.set(`figure-11/${dataset}/prototype`, { accuracy });
    }
  }
  assert.equal(
    [...wanted.keys()].map((file) => `${file}.yaml`).sort(),
    full.filter((file) => file.startsWith('figure-')),
  );
  for (const [file, expected] of wanted) assert.equal(await expectedOf(file), expected, file);
});

test('have the values and sizes of the methods that Table 1 quotes', async () => {
  const quoted = [
    ['mnist/forward-gradient', { accuracy: { paper: 0.9745 }, trainAccuracy: { paper: 1 } }, 429_076],
    ['cifar-10/forward-gradient', { accuracy: { paper: 0.6932 }, trainAccuracy: { paper: 0.8061 } }, 918_770],
    ['mnist/difference-target-propagation', { accuracy: { paper: 0.9806 } }, 884_890],
    ['cifar-10/difference-target-propagation', { accuracy: { paper: 0.5071 } }, 7_087_010],
  ] as const;
  for (const [cell, expected, parameters] of quoted) {
    const plan = await planOf(`table-1/${cell}.yaml`);
    assert.equal(plan.data.expected, expected, cell);
    assert.is(describePlan(plan).parameters, parameters, cell);
  }
});

test('share components and the options that decide what is learned with their twin', async () => {
  const byPlan = new Map<string, string[]>();
  for (const file of twins) {
    const [twin, whole] = [await planOf(file), await planOf(file.replace('smoke/', ''))];
    const uses = ({ data }: Plan) => Object.entries(data.slots).map(([slot, { uses: name }]) => [slot, name]);
    assert.equal(uses(twin), uses(whole), file);
    assert.equal(twin.data.slots.embedding, whole.data.slots.embedding, file);
    const { steps: _few, hidden: _narrow, ...small } = optionsOf(twin, 'objective');
    const { steps: _many, hidden: _wide, ...large } = optionsOf(whole, 'objective');
    assert.equal(small, large, file);
    assert.equal(twin.data.expected, {}, `${file}: the paper's values do not apply to a twin`);
    byPlan.set(twin.id, [...(byPlan.get(twin.id) ?? []), file]);
  }
  const sorted = (groups: Iterable<readonly string[]>) =>
    [...groups].map((group) => [...group].sort().join(' ')).sort();
  assert.equal(sorted(twinsByPlan), sorted(byPlan.values()), 'twins of one plan');
});

test('have one plan for a bar that two figures share', async () => {
  for (const dataset of datasets) {
    const ids = await Promise.all(
      [
        `table-1/${dataset}/noprop-dt-prototype`,
        `figure-7/${dataset}/softmax-prototype`,
        `figure-11/${dataset}/prototype`,
      ].map(async (file) => (await planOf(`${file}.yaml`)).id),
    );
    assert.is(new Set(ids).size, 1, dataset);
  }
});

test.run();
