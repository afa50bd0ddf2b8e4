import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pipeline, planOf } from './fixture';
import { planId } from './plan-id';

const test = suite('createPlan');

test('holds every option that decides the run, with defaults filled in', async () => {
  const { data, source, folder, datasetSource } = await planOf();
  assert.equal(data, {
    format: 1,
    name: 'toy',
    seed: 1,
    engine: { backend: 'auto', device: 'auto', threads: 'auto', compiler: 'auto' },
    plugins: [],
    slots: {
      dataset: { uses: 'toy/pixels', with: { train: 100 } },
      schedule: { uses: 'toy/steps', with: { steps: 3 } },
      objective: { uses: 'toy/chain', with: { eta: 0.25, width: 10, mode: 'plain' } },
      optimizer: { uses: 'toy/momentum', with: { learningRate: 0.1 } },
    },
    training: { epochs: 2, batchSize: 30, dropLast: false, logEvery: 50 },
    evaluation: [{ uses: 'toy/count', with: { runs: 1 } }],
    expected: {},
  });
  assert.is(source, pipeline);
  assert.is(folder, resolve('/home'));
  assert.equal(datasetSource, { origin: 'folder', location: '/data' });
});

const reordered = `training: {batchSize: 30, epochs: 2}
evaluation:
  - uses: toy/count
optimizer:
  with: {}
  uses: toy/momentum
# Another comment.
objective: {with: {mode: plain, eta: 2.5e-1}, uses: "toy/chain"}
schedule: {uses: toy/steps, with: {steps: 0x3}}
dataset: {uses: toy/pixels}
`;

const same: Readonly<Record<string, { text?: string; overrides?: readonly string[]; file?: string }>> = {
  'another order, comments, quotes and explicit defaults': { text: reordered },
  'another file name': { file: '/elsewhere/other.yaml' },
  'another name and description': { overrides: ['name=other', 'description=other'] },
  'expected metrics': { overrides: ['+expected.accuracy.paper=99'] },
  'other logging': { overrides: ['training.logEvery=7', 'training.checkpointEvery=9'] },
  'the same value again': { overrides: ['seed=1', 'objective.with.eta=0.25'] },
};

for (const [name, request] of Object.entries(same)) {
  test(`keeps the id: ${name}`, async () => {
    const { id } = await planOf();
    assert.match(id, /^[0-9a-f]{64}$/);
    assert.is((await planOf(request)).id, id);
  });
}

const other = [
  ...['seed=2', 'objective.with.eta=0.5', 'objective.with.width=11', 'dataset.with.train=101', 'schedule.with.steps=4'],
  ...['training.epochs=3', 'training.batchSize=31', 'training.dropLast=true', 'training.limit=50', 'engine.threads=1'],
  ...['engine.compiler=none', '~evaluation', 'evaluation.0.with.runs=2', 'dataset.with.root=/other'],
];

test(`gives each of ${other.length} changes another id`, async () => {
  const plans = await Promise.all([planOf(), ...other.map((override) => planOf({ overrides: [override] }))]);
  assert.is(new Set(plans.map(({ id }) => id)).size, other.length + 1);
});

test('the id is the sha256 of the canonical JSON of what decides the result', async () => {
  const engine = '"engine":{"backend":"auto","compiler":"auto","device":"auto","threads":"auto"}';
  const slots = [
    '"dataset":{"uses":"toy/pixels","with":{"train":100}}',
    '"objective":{"uses":"toy/chain","with":{"eta":0.25,"mode":"plain","width":10}}',
    '"optimizer":{"uses":"toy/momentum","with":{"learningRate":0.1}}',
    '"schedule":{"uses":"toy/steps","with":{"steps":3}}',
  ].join();
  const training = '"training":{"batchSize":30,"dropLast":false,"epochs":2}';
  const evaluation = '"evaluation":[{"uses":"toy/count","with":{"runs":1}}]';
  const text = `{${engine},${evaluation},"format":1,"plugins":[],"seed":1,"slots":{${slots}},${training}}`;
  assert.is((await planOf()).id, createHash('sha256').update(text).digest('hex'));
});

test('resolves path options relative to the folder of the pipeline', async () => {
  const root = async (value: string): Promise<unknown> =>
    (await planOf({ overrides: [`dataset.with.root=${value}`] })).data.slots.dataset?.with.root;
  assert.is(await root('images'), resolve('/home/images'));
  assert.is(await root('../images'), resolve('/images'));
  assert.is(await root('/images'), resolve('/images'));
});

test('a path enters the id as written, and a stored plan keeps both forms', async () => {
  const [here, there, other] = await Promise.all([
    planOf({ file: '/home/p.yaml', overrides: ['dataset.with.root=images'] }),
    planOf({ file: '/elsewhere/p.yaml', overrides: ['dataset.with.root=images'] }),
    planOf({ file: '/home/p.yaml', overrides: ['dataset.with.root=/home/images'] }),
  ]);
  assert.is(here.data.slots.dataset?.with.root, resolve('/home/images'));
  assert.equal(here.data.paths, { 'dataset.with.root': 'images' });
  assert.is(here.id, there.id);
  assert.is.not(here.id, other.id);
  assert.is(planId(JSON.parse(JSON.stringify(here.data))), here.id);
  assert.is((await planOf()).data.paths, undefined);
});

test('resolves path options of standard input relative to the working folder', async () => {
  const { data, folder } = await planOf({ file: '-', overrides: ['dataset.with.root=images'] });
  assert.is(data.slots.dataset?.with.root, resolve('images'));
  assert.is(folder, process.cwd());
  assert.is(data.name, 'stdin');
});

test('takes the name from the document, or else from the file below pipelines/', async () => {
  const named = async (file: string): Promise<string> => (await planOf({ file })).data.name;
  assert.is((await planOf({ overrides: ['name=mine'] })).data.name, 'mine');
  assert.is(await named('/a/pipelines/table-1/mnist/noprop dt.yaml'), 'table-1-mnist-noprop-dt');
  assert.is(await named('/a/pipelines/b/pipelines/c.yml'), 'c');
  assert.is(await named('/a/b/plain'), 'plain');
  assert.is(await named('/a/__x__.yaml'), 'x__');
  assert.is(await named('/a/é.yaml'), 'pipeline');
  assert.is(await named(`/a/${'x'.repeat(200)}.yaml`), 'x'.repeat(100));
});

test('the source keeps the overrides in comments, to show how to repeat the run', async () => {
  const { source } = await planOf({ overrides: ['seed=2', '~evaluation'] });
  assert.is(source, `# override: seed=2\n# override: ~evaluation\n${pipeline}`);
});

test.run();
