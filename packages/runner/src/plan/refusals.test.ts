import { NopropError } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pipeline, planOf, refusalOf, toys } from './fixture';

const test = suite('refusals of createPlan');

const without = (slot: string): string => pipeline.replace(new RegExp(`^${slot}: .*\n`, 'm'), '');
const file = '/home/toy.yaml';

const texts: Readonly<Record<string, readonly [string, string]>> = {
  'a missing slot that the objective needs': [
    without('schedule'),
    `${file}:2:1  The slot "schedule" is missing; toy/chain needs it. Add schedule: { uses: ... }.  [missing_slot]`,
  ],
  'a missing slot that every pipeline needs': [
    without('optimizer'),
    `${file}:2:1  Missing key "optimizer". Add it: How gradients update the parameters.  [missing_key]`,
  ],
  'an unused slot': [
    `${pipeline}blocks: {uses: toy/dense}\n`,
    `${file}:8:1  blocks  Nothing in this pipeline uses the slot "blocks". Remove it, or choose an objective that needs it.  [unused_slot]`,
  ],
  'a slot that the objective does not use': [
    pipeline.replace('toy/chain, with: {eta: 0.25}', 'toy/alone'),
    `${file}:3:1  schedule  Nothing in this pipeline uses the slot "schedule". Remove it, or choose an objective that needs it.  [unused_slot]`,
  ],
  'a component of another kind': [
    pipeline.replace('toy/steps', 'toy/pixels'),
    `${file}:3:19  schedule.uses  No schedule is named "toy/pixels". It is a component of kind dataset.  [unknown_component]`,
  ],
  'an unknown component, without guessing its needs': [
    pipeline.replace('toy/chain', 'toy/chian'),
    `${file}:4:19  objective.uses  No objective is named "toy/chian". Did you mean "toy/chain"?  [unknown_component]`,
  ],
  'bad options, each at its own place': [
    pipeline
      .replace('eta: 0.25', 'etta: 1, mode: fancier, width: ten')
      .replace('uses: toy/count', 'uses: toy/count, with: {runs: 0}'),
    [
      `${file}:4:37  objective.with.etta  Unknown key "etta". Did you mean "eta"?  [unknown_key]`,
      `${file}:4:52  objective.with.mode  Expected one of plain, fancy, got "fancier".  [not_a_choice]`,
      `${file}:4:68  objective.with.width  Expected an integer, got "ten".  [wrong_type]`,
      `${file}:7:45  evaluation.0.with.runs  Expected a number >= 1, got 0.  [out_of_range]`,
    ].join('\n'),
  ],
  'options that are not a map': [
    pipeline.replace('{eta: 0.25}', '[eta]'),
    `${file}:4:36  objective.with  Expected a map, got a list.  [wrong_type]`,
  ],
  'options that a component refuses while it is built, and missing data': [
    pipeline.replace('eta: 0.25', 'width: 13').replace('toy/pixels', 'toy/pixels, with: {root: nowhere}'),
    [
      `${file}:2:44  dataset.with.root  No pixels there. Look elsewhere.  [dataset_missing]`,
      `${file}:4:44  objective.with.width  Expected another width.  [bad_width]`,
    ].join('\n'),
  ],
  'problems of all phases at once, in order': [
    `seed: -1\n${without('schedule').replace('epochs: 2', 'epochs: no').replace('toy/momentum', 'toy/moment')}`,
    [
      `${file}:1:1  The slot "schedule" is missing; toy/chain needs it. Add schedule: { uses: ... }.  [missing_slot]`,
      `${file}:1:7  seed  Expected a number >= 0, got -1.  [out_of_range]`,
      `${file}:5:19  optimizer.uses  No optimizer is named "toy/moment". Did you mean "toy/momentum"?  [unknown_component]`,
      `${file}:6:21  training.epochs  Expected an integer, got "no".  [wrong_type]`,
    ].join('\n'),
  ],
};

for (const [name, [text, message]] of Object.entries(texts)) {
  test(`refuses ${name}`, async () => assert.is(await refusalOf({ text }), message));
}

const overridden: readonly (readonly [readonly string[], string])[] = [
  [
    ['objective.with.eta=much'],
    'override objective.with.eta=much  objective.with.eta  Expected a number, got "much".  [wrong_type]',
  ],
  [
    ['objective.with.width=13'],
    'override objective.with.width=13  objective.with.width  Expected another width.  [bad_width]',
  ],
  [
    ['~schedule'],
    'override ~schedule  The slot "schedule" is missing; toy/chain needs it. Add schedule: { uses: ... }.  [missing_slot]',
  ],
  [
    ['+blocks.uses=toy/dense'],
    'override +blocks.uses=toy/dense  blocks  Nothing in this pipeline uses the slot "blocks". Remove it, or choose an objective that needs it.  [unused_slot]',
  ],
  [
    ['objective.with.ata=1'],
    'override objective.with.ata=1  The pipeline has no "objective.with.ata". Did you mean "objective.with.eta"? To add it, write +objective.with.ata=1.  [unknown_override]',
  ],
  [
    ['+objective.with.ata=1'],
    'override +objective.with.ata=1  objective.with.ata  Unknown key "ata". Did you mean "eta"?  [unknown_key]',
  ],
  [
    ['optimizer.with.rate=1'],
    'override optimizer.with.rate=1  The pipeline has no "optimizer.with.rate". To add it, write +optimizer.with.rate=1.  [unknown_override]',
  ],
  [
    ['epochs=3'],
    'override epochs=3  The pipeline has no "epochs". Did you mean "training.epochs"? To add it, write +epochs=3.  [unknown_override]',
  ],
  [
    ['schedule.uses=toy/step'],
    'override schedule.uses=toy/step  schedule.uses  No schedule is named "toy/step". Did you mean "toy/steps"?  [unknown_component]',
  ],
  [['seed=-1', 'seed=-2'], 'override seed=-2  seed  Expected a number >= 0, got -2.  [out_of_range]'],
];

for (const [overrides, message] of overridden) {
  test(`refuses overrides: ${overrides.join(' ')}`, async () => assert.is(await refusalOf({ overrides }), message));
}

test('an override can set an option that the document leaves out, in every slot whose component has it', async () => {
  const overrides = [
    'optimizer.with.learningRate=0.5',
    'schedule.with.steps=5',
    'objective.with.mode=fancy',
    'evaluation.0.with.runs=3',
  ];
  const more = ['name=mine', 'engine.threads=2', 'training.limit=60'];
  const { data } = await planOf({ overrides: [...overrides, ...more] });
  assert.equal(data.slots.optimizer?.with, { learningRate: 0.5 });
  assert.equal(data.slots.schedule?.with, { steps: 5 });
  assert.is(data.slots.objective?.with.mode, 'fancy');
  assert.equal(data.evaluation, [{ uses: 'toy/count', with: { runs: 3 } }]);
  assert.equal([data.name, data.engine.threads, data.training.limit], ['mine', 2, 60]);
});

test('a component that an override replaces gets its own options', async () => {
  const overrides = ['objective.uses=toy/alone', '~objective.with', '~schedule'];
  assert.equal((await planOf({ overrides })).data.slots.objective, { uses: 'toy/alone', with: {} });
});

test('shows standard input as <stdin>', async () => {
  assert.is(
    await refusalOf({ text: '', file: '-' }),
    '<stdin>:1:1  The file is empty. Start from pipelines/quickstart.yaml.  [empty_file]',
  );
});

test('does not catch unexpected errors', async () => {
  const broken = {
    name: 'broken',
    components: [
      {
        kind: 'optimizer',
        name: 'broken/one',
        summary: '',
        needs: [],
        schema: { type: 'object', additionalProperties: false },
        build: () => {
          throw new TypeError('A bug.');
        },
      },
    ],
  } as const;
  const request = { builtIns: [toys, broken], overrides: ['optimizer.uses=broken/one'] };
  const error = await planOf(request).catch((thrown: unknown) => thrown);
  assert.instance(error, TypeError);
  assert.not.instance(error, NopropError);
});

test.run();
