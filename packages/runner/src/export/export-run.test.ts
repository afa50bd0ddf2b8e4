import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Component, definePlugin, NopropError, type Plugin, validateBySchema } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { startEngine } from '@noprop/engine';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPlan } from '../plan/create-plan';
import { pipeline, planOf, runToys } from '../run/plan-fixture';
import { runPlan } from '../run/run-plan';
import { openTrainedRun, type TrainedRun } from '../trained/open-trained-run';
import { exportRun } from './export-run';
import { modelCard } from './model-card';
import { modelCardSchema } from './model-card.schema';

const test = suite('exportRun');

test.before(() => startEngine().then(() => undefined));

/** The same components, but the dataset has a path option. */
const rooted: Plugin = definePlugin({
  name: 'rooted',
  components: runToys.components.map(
    (component): Component =>
      component.kind === 'dataset'
        ? {
            ...component,
            schema: { ...component.schema, properties: { root: { type: 'string', 'x-path': true } as object } },
          }
        : component,
  ),
});

function withRun(use: (run: TrainedRun, folder: string) => void): Promise<void> {
  return inTemporaryFolder(async (runs) => {
    const signal = new AbortController().signal;
    const { run } = await runPlan(await planOf(), { runs, onEvent: () => undefined, signal });
    use(await openTrainedRun(run, [runToys]), runs);
  });
}

const weights = { file: 'w', pieces: [Uint8Array.of(1, 2), Uint8Array.of(3)] };

test('the card counts parameters by group, statistics separately, and the bytes of all pieces', () =>
  withRun((run) => {
    const card = modelCard(run, weights);
    assert.equal(validateBySchema(modelCardSchema, structuredClone(card)), []);
    assert.equal(card.parameters, {
      total: 8,
      groups: { 'block/1': 2, 'block/2': 2, 'block/3': 2, head: 2 },
      statistics: 3,
    });
    assert.equal(card.training, { epochs: 2, batchSize: 4, examples: 10, steps: 18, plannedSteps: 18 });
    // sha256 of the bytes 1, 2, 3.
    const sha256 = '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';
    assert.equal(card.weights, { file: 'w', bytes: 3, sha256 });
  }));

test('the card includes normalization', () =>
  withRun((run) => {
    const normalization = { mean: [0.5], deviation: [0.25] };
    const parts = { ...run.plan.parts, dataset: { ...run.plan.parts.dataset, normalization } };
    const card = modelCard({ ...run, plan: { ...run.plan, parts } }, weights);
    assert.equal(card.input, { layout: 'B H W C', height: 1, width: 2, channels: 1, scale: 1 / 255, normalization });
    assert.equal(validateBySchema(modelCardSchema, structuredClone(card)), []);
  }));

test('the card omits metrics of a newer, damaged checkpoint', () =>
  withRun((run) => {
    assert.equal(modelCard(run, weights).evaluation, run.result?.evaluation);
    assert.equal(modelCard({ ...run, step: 9 }, weights).evaluation, {});
  }));

test('names a folder that cannot be created', () =>
  withRun((run, folder) => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    try {
      exportRun(run, { folder: join(file, 'out'), force: false });
      assert.unreachable();
    } catch (error) {
      assert.instance(error, NopropError);
      assert.is(
        (error as NopropError).message,
        `${file}/out  Cannot create this folder: ENOTDIR. Choose a writable folder.  [write_failed]`,
      );
    }
  }));

test('the card holds no paths: equal runs in two folders give equal cards except for the plan id', () =>
  inTemporaryFolder(async (runs) => {
    const cardIn = async (folder: string) => {
      const overrides = ['+dataset.with.root=data'];
      const plan = await createPlan({ text: pipeline, file: join(folder, 'p.yaml'), overrides, builtIns: [rooted] });
      assert.equal(plan.data.slots.dataset?.with, { root: join(folder, 'data') });
      const { run } = await runPlan(plan, { runs, onEvent: () => undefined, signal: new AbortController().signal });
      const { planId, ...card } = modelCard(await openTrainedRun(run, [rooted]), weights);
      assert.is(planId, plan.id);
      return card;
    };
    const here = await cardIn(join(runs, 'here'));
    assert.equal(here, await cardIn(join(runs, 'there')));
    assert.equal(here.components.dataset, { uses: 'run/split', with: {} });
    assert.not.ok(JSON.stringify(here).includes(runs));
  }));

test('names a folder in place of a file, with and without force', () =>
  withRun((run, folder) => {
    const card = join(folder, 'out', 'model.json');
    mkdirSync(card, { recursive: true });
    for (const force of [false, true]) {
      assert.is(
        messageOf(() => exportRun(run, { folder: join(folder, 'out'), force })),
        `${card}  Cannot read what already exists here: EISDIR. Move it away, or choose another --output.  [read_failed]`,
      );
    }
    assert.equal(readdirSync(join(folder, 'out')), ['model.json']);
  }));

test.run();
