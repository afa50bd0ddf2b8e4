import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pipeline, planOf, refusalOf, toys } from './fixture';
import { restorePlan } from './restore-plan';

const test = suite('progress of a plan');

const progress = (content: string): string => `${pipeline}progress: ${content}\n`;
const counted = progress('{evaluation: [{uses: toy/count}, {uses: toy/count, with: {runs: 2}}]}');

test('its evaluations are planned and built like those after training; by default every epoch', async () => {
  const { data, parts } = await planOf({ text: counted });
  assert.equal(data.progress, {
    every: 1,
    evaluation: [
      { uses: 'toy/count', with: { runs: 1 } },
      { uses: 'toy/count', with: { runs: 2 } },
    ],
  });
  assert.equal([parts.progress.length, parts.evaluation.length], [2, 1]);
});

test('without it nothing is measured on the way', async () => {
  const { data, parts } = await planOf();
  assert.equal([data.progress, parts.progress], [undefined, []]);
});

test('it is part of the id', async () => {
  const ids = await Promise.all([
    planOf(),
    planOf({ text: counted }),
    planOf({ text: counted, overrides: ['progress.every=2'] }),
    planOf({ text: counted, overrides: ['progress.evaluation.0.with.runs=3'] }),
    planOf({ overrides: ['+progress={evaluation: [{uses: toy/count}]}'] }),
  ]);
  assert.is(new Set(ids.map(({ id }) => id)).size, 5);
  assert.is((await planOf({ text: counted, overrides: ['~progress'] })).id, ids[0]?.id);
});

test('a run folder gives it back', async () => {
  const { data, source, folder, id } = await planOf({ text: counted });
  const restored = await restorePlan({ data, source, folder, file: '/run' }, [toys]);
  assert.equal([restored.id, restored.data.progress, restored.parts.progress.length], [id, data.progress, 2]);
});

const refusals: Readonly<Record<string, readonly [string, string]>> = {
  'a measurement of nothing': [
    '{every: 2}',
    '8:11  progress  The key "evaluation" is missing. Add it: What is measured.  [missing_key]',
  ],
  'an empty list': [
    '{evaluation: []}',
    '8:24  progress.evaluation  The value must NOT have fewer than 1 items, found a list.  [invalid_value]',
  ],
  'an interval that is none': [
    '{every: 0, evaluation: [{uses: toy/count}]}',
    '8:19  progress.every  Wanted a number >= 1, found 0.  [out_of_range]',
  ],
  'an unknown evaluation': [
    '{evaluation: [{uses: toy/cuont}]}',
    '8:32  progress.evaluation.0.uses  No evaluation is named "toy/cuont". Did you mean "toy/count"?  [unknown_component]',
  ],
  'a bad option': [
    '{evaluation: [{uses: toy/count, with: {runs: 0}}]}',
    '8:56  progress.evaluation.0.with.runs  Wanted a number >= 1, found 0.  [out_of_range]',
  ],
};

for (const [name, [content, message]] of Object.entries(refusals)) {
  test(`refuses ${name}`, async () =>
    assert.is(await refusalOf({ text: progress(content) }), `/home/toy.yaml:${message}`));
}

test.run();
