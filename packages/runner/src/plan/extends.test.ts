import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { pipeline, planOf, refusalOf } from './fixture';
import { planId } from './plan-id';

const test = suite('plans of pipelines that extend others');

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

/** The three files in a folder: parts/shared.yaml, parts/chain.yaml, cells/short.yaml. */
const laid = (use: (laid: Laid) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    for (const name of ['parts', 'cells']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'parts', 'shared.yaml'), shared);
    writeFileSync(join(folder, 'parts', 'chain.yaml'), chain);
    const file = join(folder, 'cells', 'short.yaml');
    writeFileSync(file, short);
    await use({ folder, file });
  });

test('a pipeline written out in full has the same id', () =>
  laid(async ({ file }) => {
    // A path enters the id as it is written, whichever file writes it.
    const whole = pipeline.replace('toy/pixels', 'toy/pixels, with: {root: images}');
    assert.is((await planOf({ text: short, file })).id, (await planOf({ text: whole })).id);
    const without = ['dataset.with.root=/images'];
    assert.is((await planOf({ text: short, file, overrides: without })).id, (await planOf({ overrides: without })).id);
  }));

test('a path is taken from the folder of the file that wrote it; of the pipeline, where an override did', () =>
  laid(async ({ folder, file }) => {
    const root = async (text: string, ...overrides: readonly string[]): Promise<unknown> =>
      (await planOf({ text, file, overrides })).data.slots.dataset?.with.root;
    assert.is(await root(short), join(folder, 'parts', 'images'));
    assert.is(await root(`${short}dataset: {with: {root: mine}}\n`), join(folder, 'cells', 'mine'));
    assert.is(await root(short, 'dataset.with.root=other'), join(folder, 'cells', 'other'));
  }));

test('overrides apply to what is merged', () =>
  laid(async ({ file }) => {
    const overrides = ['training.batchSize=10', 'objective.with.eta=1', '~evaluation'];
    const { data } = await planOf({ text: short, file, overrides });
    assert.equal([data.training.batchSize, data.training.epochs], [10, 2]);
    assert.equal(data.slots.objective?.with.eta, 1);
    assert.equal(data.evaluation, []);
  }));

test('plugins that a base declares are those installed beside the pipeline', () =>
  laid(async ({ folder, file }) => {
    const path = join(folder, 'cells', 'node_modules', 'strange');
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'strange', version: '1.2.3' }));
    writeFileSync(join(path, 'index.js'), `exports.default = { name: 'strange', components: [] };`);
    writeFileSync(join(folder, 'parts', 'shared.yaml'), `${shared}plugins: [strange]\n`);
    const { data } = await planOf({ text: short, file });
    assert.equal(data.plugins, [{ name: 'strange', version: '1.2.3' }]);
  }));

test('problems of all phases are shown in the file where they stand', () =>
  laid(async ({ folder, file }) => {
    writeFileSync(join(folder, 'parts', 'shared.yaml'), shared.replace('momentum', 'moment').replace('30', 'no'));
    writeFileSync(join(folder, 'parts', 'chain.yaml'), chain.replace('eta: 0.25', 'width: 13, etta: 1'));
    const text = `${short.replace('epochs: 2', 'epoks: 2')}blocks: {uses: toy/dense}\nschedule:\n`;
    const message = await refusalOf({ text, file, overrides: ['seed=-1', 'dataset.with.train=0'] });
    assert.equal(message.replaceAll(`${folder}/`, '').split('\n'), [
      'cells/short.yaml:3:12  training  The key "epochs" is missing. Add it: Epochs; one epoch of NoProp-DT is T passes over the data.  [missing_key]',
      'cells/short.yaml:3:13  training.epoks  Unknown key "epoks". Did you mean "epochs"?  [unknown_key]',
      'cells/short.yaml:6:10  schedule  Wanted a map, found nothing. A null does not take away what a base gives: leave the key out of that base.  [wrong_type]',
      'parts/chain.yaml:3:48  objective.with.etta  Unknown key "etta". Did you mean "eta"?  [unknown_key]',
      'parts/shared.yaml:4:19  optimizer.uses  No optimizer is named "toy/moment". Did you mean "toy/momentum"?  [unknown_component]',
      'parts/shared.yaml:5:24  training.batchSize  Wanted an integer, found the string "no".  [wrong_type]',
      'override dataset.with.train=0  dataset.with.train  Wanted a number >= 1, found 0.  [out_of_range]',
      'override seed=-1  seed  Wanted a number >= 0, found -1.  [out_of_range]',
    ]);
  }));

test('a slot that a base fills and nothing uses is shown in the base; what is missing, in the pipeline', () =>
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

test('where a base cannot be read, nothing is said of what it may have given', () =>
  laid(async ({ folder, file }) => {
    const text = short.replace('chain.yaml', 'chian.yaml');
    assert.is(
      (await refusalOf({ text, file })).replaceAll(`${folder}/`, ''),
      'cells/short.yaml:2:10  extends  There is no base "../parts/chian.yaml": looked for parts/chian.yaml. A path is relative to the file that names it.  [base_not_found]',
    );
  }));

test('the names in messages are relative where the pipeline is named so', () =>
  laid(async ({ folder, file }) => {
    writeFileSync(join(folder, 'parts', 'shared.yaml'), shared.replace('toy/steps', 'toy/step'));
    const parts = relative('.', join(folder, 'parts', 'shared.yaml'));
    assert.match(
      await refusalOf({ text: short, file: relative('.', file) }),
      `${parts}:3:19  schedule.uses  No schedule`,
    );
  }));

test('an override cannot extend', () =>
  laid(async ({ file }) => {
    const message =
      'An override cannot extend: overrides apply to what is merged already. Write a file that extends both, or give its keys one by one.  [bad_override]';
    for (const operand of ['extends=x.yaml', '+extends=x.yaml']) {
      assert.is(
        await refusalOf({ text: short, file, overrides: [operand] }),
        `override ${operand}  extends  ${message}`,
      );
    }
  }));

test('what is merged is held to the limits of a pipeline', () =>
  laid(async ({ folder, file }) => {
    const half = `description: "${'x'.repeat(700_000)}"\n`;
    writeFileSync(join(folder, 'parts', 'chain.yaml'), `${chain}${half}`);
    const text = `${short}name: a\nevaluation: [{uses: toy/count}, ${' '.repeat(500_000)}{uses: toy/count}]\n`.replace(
      'evaluation: [{uses: toy/count}]\n',
      '',
    );
    assert.match(
      await refusalOf({ text, file }),
      /short\.yaml {2}Wanted a pipeline of at most 1048576 bytes, found \d+\. So much it is when merged with its bases\. {2}\[too_large\]$/,
    );
  }));

test('the record holds the merged pipeline, which runs by itself, below its origin', () =>
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

test('the record tells overrides and does not apply them; no line of the given text leaves its comment', () =>
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
