import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NopropError, type Plugin } from '@noprop/core';
import { createRunFolder, openRunFolder } from '@noprop/store';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pipeline, planOf, toys } from './fixture';
import type { Plan, PlanData } from './plan';
import { restorePlan } from './restore-plan';

const test = suite('restorePlan');

/** Writes a plan to a run folder and restores it from there. */
function throughFile(plan: Plan, folder: string, builtIns: readonly Plugin[] = [toys]): Promise<Plan> {
  const written = createRunFolder({ runs: join(folder, 'runs'), name: plan.data.name, id: plan.id });
  written.writePlan(plan.data);
  written.writePipeline(plan.source);
  const read = openRunFolder(written.path);
  const data = read.readPlan() as PlanData;
  return restorePlan({ data, source: read.readPipeline(), folder: plan.folder, file: 'plan.json' }, builtIns);
}

async function refusal(restoring: Promise<Plan>): Promise<string> {
  const error = await restoring.catch((thrown: unknown) => thrown);
  assert.instance(error, NopropError);
  assert.is((error as NopropError).exitCode, 2);
  return (error as NopropError).message;
}

/** Installs a plugin package with one schedule. */
function install(folder: string, version: string): void {
  const path = join(folder, 'node_modules', 'strange');
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'strange', version }));
  const schema = `{ type: 'object', additionalProperties: false, properties: {} }`;
  const schedule = `{ kind: 'schedule', name: 'lab/strange', summary: '', needs: [], schema: ${schema}, build: () => ({ kind: 'discrete', steps: 2 }) }`;
  writeFileSync(join(path, 'index.js'), `exports.default = { name: 'strange', components: [${schedule}] };`);
}

const strange = `plugins: [strange]\n${pipeline.replace('toy/steps', 'lab/strange')}`;

test('restores the same id, data, source and parts from plan.json', () =>
  inTemporaryFolder(async (folder) => {
    const overrides = ['+expected.accuracy.paper=99.5', 'dataset.with.root=images', 'name=mine'];
    const plan = await planOf({ overrides, file: join(folder, 'p.yaml') });
    const restored = await throughFile(plan, folder);
    assert.equal([restored.id, restored.data, restored.source], [plan.id, plan.data, plan.source]);
    assert.is(restored.folder, plan.folder);
    assert.equal(restored.datasetSource, { origin: 'folder', location: join(folder, 'images') });
    assert.equal(restored.parts.objective.groups, plan.parts.objective.groups);
    assert.is(restored.parts.evaluation.length, 1);
  }));

test('loads plugins again, and refuses another version of one', () =>
  inTemporaryFolder(async (folder) => {
    install(folder, '1.0.0');
    const plan = await planOf({ text: strange, file: join(folder, 'p.yaml') });
    assert.is((await throughFile(plan, folder)).id, plan.id);
    install(folder, '1.1.0');
    assert.is(
      await refusal(restorePlan({ ...plan, file: 'plan.json' }, [toys])),
      'plan.json  plugins.0  The run started with strange 1.0.0, but 1.1.0 is installed now. Install strange@1.0.0, or start a new run.  [plugin_changed]',
    );
  }));

test('names everything that is no longer available', async () => {
  const plan = await planOf({ text: pipeline });
  const withPlugin = { ...plan.data, plugins: [{ name: 'no-such-plugin', version: '1.0.0' }] };
  const components = toys.components.filter(({ name }) => name !== 'toy/momentum');
  assert.is(
    await refusal(restorePlan({ ...plan, data: withPlugin, file: 'plan.json' }, [{ name: 'toys', components }])),
    [
      'plan.json  optimizer.uses  No optimizer is named "toy/momentum". Known: none.  [unknown_component]',
      `plan.json  plugins.0  The plugin "no-such-plugin" is not installed next to the pipeline. Run "npm install no-such-plugin" in ${plan.folder}.  [plugin_not_found]`,
    ].join('\n'),
  );
});

test('names missing data, unless their place is given', async () => {
  const plan = await planOf({ text: pipeline });
  const dataset = { uses: 'toy/pixels', with: { train: 100, root: '/nowhere' } };
  const data = { ...plan.data, slots: { ...plan.data.slots, dataset } };
  assert.is(
    await refusal(restorePlan({ ...plan, data, file: 'plan.json' }, [toys])),
    'plan.json  dataset.with.root  No pixels there. Look elsewhere.  [dataset_missing]',
  );
  const foundData = { origin: 'folder', location: '/nowhere' };
  const restored = await restorePlan({ ...plan, data, file: 'plan.json', foundData }, [toys]);
  assert.equal(restored.datasetSource, foundData, 'does not locate the data');
});

test.run();
