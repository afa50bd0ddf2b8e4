import type { EngineInfo } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { describePlan, renderPlan } from './describe-plan';
import { planOf } from './fixture';

const ENGINE: EngineInfo = {
  backend: 'tensorflow',
  version: '2.21.0',
  device: 'cpu',
  threads: 2,
  oneDnn: true,
  compiler: 'graph',
  reason: 'libtensorflow is installed',
};

const test = suite('describePlan');

test('counts examples, steps, parameters and bytes', async () => {
  const plan = await planOf({ overrides: ['dataset.with.train=100000', 'training.limit=80000'] });
  const shapes = { weight: [1000, 50], bias: [50] };
  assert.equal(describePlan(plan), {
    name: 'toy',
    planId: plan.id,
    components: { dataset: 'toy/pixels', schedule: 'toy/steps', optimizer: 'toy/momentum', objective: 'toy/chain' },
    groups: [
      { name: 'block/1', parameters: 50_050, shapes },
      { name: 'block/2', parameters: 50_050, shapes },
      { name: 'block/3', parameters: 50_050, shapes },
      { name: 'head', parameters: 30, shapes: { weight: [10, 3] } },
    ],
    parameters: 150_180,
    examples: 80_000,
    // 80,000 images in batches of 30 are 2666.7 steps.
    steps: { perPass: 2667, passes: 3, epochs: 2, total: 16_002 },
    // Each parameter with one optimizer slot, 151 statistics; four pixels and a label per image.
    memory: { state: 4 * (2 * 150_180 + 151), dataset: 5 * 80_000, activations: 0 },
    dataset: { origin: 'folder', location: '/data' },
  });
});

test('does not count a dropped last mini-batch as a step', async () => {
  const plan = await planOf({ overrides: ['training.dropLast=true'] });
  assert.equal(describePlan(plan).steps, { perPass: 3, passes: 3, epochs: 2, total: 18 });
});

test('counts a single thread in the singular', async () => {
  const text = renderPlan(describePlan(await planOf()), { ...ENGINE, threads: 1 });
  assert.match(text, '  engine      tensorflow 2.21.0, cpu, 1 thread, oneDNN on, compiler graph\n');
});

test('renders a description as text', async () => {
  const plan = await planOf({ overrides: ['training.epochs=1', 'engine.threads=2'] });
  assert.is(
    renderPlan(describePlan(plan), ENGINE),
    `toy  (plan ${plan.id.slice(0, 12)})

  dataset     toy/pixels
  schedule    toy/steps
  optimizer   toy/momentum
  objective   toy/chain
  data        100 training images, folder: /data
  engine      tensorflow 2.21.0, cpu, 2 threads, oneDNN on, compiler graph

  steps       4 per pass x 3 passes x 1 epoch = 12
  memory      1.20 MB parameters, optimizer and statistics; 0.00 MB dataset; about 0.00 MB activations
  parameters  150180
    block/1 .. block/3 (3): 50050 each
      weight                   [1000, 50]
      bias                     [50]
    head: 30
      weight                   [10, 3]
`,
  );
});

test.run();
