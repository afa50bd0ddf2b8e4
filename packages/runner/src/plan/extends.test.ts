import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { pipeline, planOf, refusalOf } from './fixture';
import { planId } from './plan-id';

const test = suite('createPlan of a pipeline that extends others');

const shared = `# Shared.
dataset:   {uses: toy/pixels, with: {root: images, train: 90}}
schedule:  {uses: toy/steps}
optimizer: {uses: toy/momentum}
training:  {batchSize: 30}
`;
const chain = `extends: shared.yaml
dataset:   {with: {train: 100}}
objective: {uses: toy/chain, with: {eta: 0.25}}
`;
const short = `# One cell.
extends: ../parts/chain.yaml
training:  {epochs: 2}
evaluation: [{uses: toy/count}]
`;

interface Laid {
  readonly folder: string;
  /** The pipeline's file name. */
  readonly file: string;
}

/** Writes the three files into a folder: parts/shared.yaml, parts/chain.yaml, cells/short.yaml. */
const laid = (use: (laid: Laid) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    for (const name of ['parts', 'cells']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'parts', 'shared.yaml'), shared);
    writeFileSync(join(folder, 'parts', 'chain.yaml'), chain);
    const file = join(folder, 'cells', 'short.yaml');
    writeFileSync(file, short);
    await use({ folder, file });
  });

test('has the same id as the pipeline written out in full', () =>
  laid(async ({ file }) => {
    // A path enters the id as written, whichever file it is in.
    const whole = pipeline.replace('toy/pixels', 'toy/pixels, with: {root: images}');
    assert.is((await planOf({ text: short, file })).id, (await planOf({ text: whole })).id);
    const without = ['dataset.with.root=/images'];
    assert.is((await planOf({ text: short, file, overrides: without })).id, (await planOf({ overrides: without })).id);
  }));

test('resolves a path relative to the file it is in, and a path in an override relative to the pipeline', () =>
  laid(async ({ folder, file }) => {
    const root = async (text: string, ...overrides: readonly string[]): Promise<unknown> =>
      (await planOf({ text, file, overrides })).data.slots.dataset?.with.root;
    assert.is(await root(short), join(folder, 'parts', 'images'));
    assert.is(await root(`${short}dataset: {with: {root: mine}}\n`), join(folder, 'cells', 'mine'));
    assert.is(await root(short, 'dataset.with.root=other'), join(folder, 'cells', 'other'));
  }));

test('applies overrides after merging', () =>
  laid(async ({ file }) => {
    const overrides = ['training.batchSize=10', 'objective.with.eta=1', '~evaluation'];
    const { data } = await planOf({ text: short, file, overrides });
    assert.equal([data.training.batchSize, data.training.epochs], [10, 2]);
    assert.equal(data.slots.objective?.with.eta, 1);
    assert.equal(data.evaluation, []);
  }));

test('loads plugins that a base declares from next to the pipeline', () =>
  laid(async ({ folder, file }) => {
    const path = join(folder, 'cells', 'node_modules', 'strange');
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'strange', version: '1.2.3' }));
    writeFileSync(join(path, 'index.js'), `exports.default = { name: 'strange', components: [] };`);
    writeFileSync(join(folder, 'parts', 'shared.yaml'), `${shared}plugins: [strange]\n`);
    const { data } = await planOf({ text: short, file });
    assert.equal(data.plugins, [{ name: 'strange', version: '1.2.3' }]);
  }));

test('reports problems of all phases in the file they are in', () =>
  laid(async ({ folder, file }) => {
    writeFileSync(join(folder, 'parts', 'shared.yaml'), shared.replace('momentum', 'moment').replace('30', 'no'));
    writeFileSync(join(folder, 'parts', 'chain.yaml'), chain.replace('eta: 0.25', 'width: 13, etta: 1'));
    const text = `${short.replace('epochs: 2', 'epoks: 2')}blocks: {uses: toy/dense}\nschedule:\n`;
    const message = await refusalOf({ text, file, overrides: ['seed=-1', 'dataset.with.train=0'] });
    assert.equal(message.replaceAll(`${folder}/`, '').split('\n'), [
      'cells/short.yaml:3:12  training  Missing key "epochs". Add it: Number of epochs; one epoch of NoProp-DT is T passes over the data.  [missing_key]',
      'cells/short.yaml:3:13  training.epoks  Unknown key "epoks". Did you mean "epochs"?  [unknown_key]',
      'cells/short.yaml:6:10  schedule  Expected a map, got null. A null does not remove an inherited value; leave the key out of the base instead.  [wrong_type]',
      'parts/chain.yaml:3:48  objective.with.etta  Unknown key "etta". Did you mean "eta"?  [unknown_key]',
      'parts/shared.yaml:4:19  optimizer.uses  No optimizer is named "toy/moment". Did you mean "toy/momentum"?  [unknown_component]',
      'parts/shared.yaml:5:24  training.batchSize  Expected an integer, got "no".  [wrong_type]',
      'override dataset.with.train=0  dataset.with.train  Expected a number >= 1, got 0.  [out_of_range]',
      'override seed=-1  seed  Expected a number >= 0, got -1.  [out_of_range]',
    ]);
  }));

test('reports an unused slot in the base that fills it, and a missing slot in the pipeline', () =>
  laid(async ({ folder, file }) => {
    const alone = `${short}objective: {uses: toy/alone}\n`;
    const unused =
      'parts/shared.yaml:3:1  schedule  Nothing in this pipeline uses the slot "schedule". Remove it, or choose an objective that needs it.  [unused_slot]';
    assert.is((await refusalOf({ text: alone, file })).replaceAll(`${folder}/`, ''), unused);
    writeFileSync(join(folder, 'parts', 'shared.yaml'), shared.replace(/schedule.*\n/, ''));
    const missing =
      'cells/short.yaml:2:1  The slot "schedule" is missing; toy/chain needs it. Add schedule: { uses: ... }.  [missing_slot]';
    assert.is((await refusalOf({ text: short, file })).replaceAll(`${folder}/`, ''), missing);
  }));

test('does not report missing keys if a base cannot be read', () =>
  laid(async ({ folder, file }) => {
    const text = short.replace('chain.yaml', 'chian.yaml');
    assert.is(
      (await refusalOf({ text, file })).replaceAll(`${folder}/`, ''),
      'cells/short.yaml:2:10  extends  The base "../parts/chian.yaml" does not exist: looked for parts/chian.yaml. Paths are relative to the file that names them.  [base_not_found]',
    );
  }));

test('uses relative file names in messages if the name of the pipeline is relative', () =>
  laid(async ({ folder, file }) => {
    writeFileSync(join(folder, 'parts', 'shared.yaml'), shared.replace('toy/steps', 'toy/step'));
    const parts = relative('.', join(folder, 'parts', 'shared.yaml'));
    assert.match(
      await refusalOf({ text: short, file: relative('.', file) }),
      `${parts}:3:19  schedule.uses  No schedule`,
    );
  }));

test('refuses an override of extends', () =>
  laid(async ({ file }) => {
    const message =
      'An override cannot set "extends": overrides apply after the files are merged. Write a pipeline that extends both files, or override the keys one by one.  [bad_override]';
    for (const operand of ['extends=x.yaml', '+extends=x.yaml']) {
      assert.is(
        await refusalOf({ text: short, file, overrides: [operand] }),
        `override ${operand}  extends  ${message}`,
      );
    }
  }));

test('applies the limits of a pipeline to the merged one', () =>
  laid(async ({ folder, file }) => {
    const half = `description: "${'x'.repeat(700_000)}"\n`;
    writeFileSync(join(folder, 'parts', 'chain.yaml'), `${chain}${half}`);
    const text = `${short}name: a\nevaluation: [{uses: toy/count}, ${' '.repeat(500_000)}{uses: toy/count}]\n`.replace(
      'evaluation: [{uses: toy/count}]\n',
      '',
    );
    assert.match(
      await refusalOf({ text, file }),
      /short\.yaml {2}Expected a pipeline of at most 1048576 bytes, got \d+\. This is its size after merging the files it extends\. {2}\[too_large\]$/,
    );
  }));

test('the source holds the merged pipeline, which runs on its own, below its origin', () =>
  laid(async ({ folder, file }) => {
    const { id, source, data } = await planOf({ text: short, file });
    assert.is(
      source.replaceAll(folder, 'FOLDER'),
      `# Merged from FOLDER/cells/short.yaml and what it extends, the weakest first:
#   FOLDER/parts/shared.yaml
#   FOLDER/parts/chain.yaml
# Paths are absolute here. As given, it reads:
# | # One cell.
# | extends: ../parts/chain.yaml
# | training:  {epochs: 2}
# | evaluation: [{uses: toy/count}]
dataset:
  uses: toy/pixels
  with:
    root: FOLDER/parts/images
    train: 100
schedule:
  uses: toy/steps
objective:
  uses: toy/chain
  with:
    eta: 0.25
optimizer:
  uses: toy/momentum
training:
  batchSize: 30
  epochs: 2
evaluation:
  - uses: toy/count
`,
    );
    const again = await planOf({ text: source, file: '/elsewhere/pipeline.yaml' });
    assert.equal(again.data.slots, data.slots);
    // Its path is absolute now.
    assert.is.not(again.id, id);
    assert.is(planId({ ...again.data, paths: { 'dataset.with.root': 'images' } }), id);
  }));

test('the source lists overrides without applying them, and keeps the given text in comments', () =>
  laid(async ({ file }) => {
    const text = `${short.trimEnd()}\r\n# end\r# \u2028 of it\ndescription: "seed: 7 # 1e3"\nname: "12"\n`;
    const { source } = await planOf({ text, file, overrides: ['seed=2', 'dataset.uses=toy/pixels'] });
    assert.match(source, /^# override: seed=2\n# override: dataset\.uses=toy\/pixels\n# Merged from /);
    const { dataset, schedule, objective, optimizer, ...rest } = parse(source) as Record<string, unknown>;
    assert.equal(rest, {
      name: '12',
      description: 'seed: 7 # 1e3',
      training: { batchSize: 30, epochs: 2 },
      evaluation: [{ uses: 'toy/count' }],
    });
    assert.equal(schedule, { uses: 'toy/steps' });
  }));

test.run();
