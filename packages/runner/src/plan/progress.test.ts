import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pipeline, planOf, refusalOf, toys } from './fixture';
import { restorePlan } from './restore-plan';

const test = suite('progress in a plan');

const progress = (content: string): string => `${pipeline}progress: ${content}\n`;
const counted = progress('{evaluation: [{uses: toy/count}, {uses: toy/count, with: {runs: 2}}]}');

test('plans and builds its evaluations like those after training; every epoch by default', async () => {
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

test('is empty by default', async () => {
  const { data, parts } = await planOf();
  assert.equal([data.progress, parts.progress], [undefined, []]);
});

test('is part of the id', async () => {
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

test('is restored from a run folder', async () => {
  const { data, source, folder, id } = await planOf({ text: counted });
  const restored = await restorePlan({ data, source, folder, file: '/run' }, [toys]);
  assert.equal([restored.id, restored.data.progress, restored.parts.progress.length], [id, data.progress, 2]);
});

const refusals: Readonly<Record<string, readonly [string, string]>> = {
  'an interval without evaluations': [
    '{every: 2}',
    '8:11  progress  Missing key "evaluation". Add it: Evaluations to run.  [missing_key]',
  ],
  'an empty list': ['{evaluation: []}', '8:24  progress.evaluation  Expected at least 1 item, got 0.  [invalid_value]'],
  'an interval of 0': [
    '{every: 0, evaluation: [{uses: toy/count}]}',
    '8:19  progress.every  Expected a number >= 1, got 0.  [out_of_range]',
  ],
  'an unknown evaluation': [
    '{evaluation: [{uses: toy/cuont}]}',
    '8:32  progress.evaluation.0.uses  No evaluation is named "toy/cuont". Did you mean "toy/count"?  [unknown_component]',
  ],
  'a bad option': [
    '{evaluation: [{uses: toy/count, with: {runs: 0}}]}',
    '8:56  progress.evaluation.0.with.runs  Expected a number >= 1, got 0.  [out_of_range]',
  ],
};

for (const [name, [content, message]] of Object.entries(refusals)) {
  test(`refuses ${name}`, async () =>
    assert.is(await refusalOf({ text: progress(content) }), `/home/toy.yaml:${message}`));
}

test.run();
