import { defineEvaluation, definePlugin } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pipeline, planOf, refusalOf, toys } from './fixture';
import { restorePlan } from './restore-plan';

const test = suite('evaluateEvery in a plan');

const evaluateEvery = (content: string): string => `${pipeline}evaluateEvery: ${content}\n`;
const counted = evaluateEvery('{evaluation: [{uses: toy/count}, {uses: toy/count, with: {runs: 2}}]}');

test('plans and builds its evaluations like those after training; every epoch by default', async () => {
  const { data, parts } = await planOf({ text: counted });
  assert.equal(data.progress, {
    every: 1,
    evaluation: [
      { uses: 'toy/count', with: { runs: 1 } },
      { uses: 'toy/count', with: { runs: 2 } },
    ],
  });
  assert.equal([parts.intermediateEvaluation.length, parts.evaluation.length], [2, 1]);
});

test('is empty by default', async () => {
  const { data, parts } = await planOf();
  assert.equal([data.progress, parts.intermediateEvaluation], [undefined, []]);
});

test('is part of the id', async () => {
  const ids = await Promise.all([
    planOf(),
    planOf({ text: counted }),
    planOf({ text: counted, overrides: ['evaluateEvery.epochs=2'] }),
    planOf({ text: counted, overrides: ['evaluateEvery.evaluation.0.with.runs=3'] }),
    planOf({ overrides: ['+evaluateEvery={evaluation: [{uses: toy/count}]}'] }),
  ]);
  assert.is(new Set(ids.map(({ id }) => id)).size, 5);
  assert.is((await planOf({ text: counted, overrides: ['~evaluateEvery'] })).id, ids[0]?.id);
});

test('is restored from a run folder', async () => {
  const { data, source, folder, id } = await planOf({ text: counted });
  const restored = await restorePlan({ data, source, folder, file: '/run' }, [toys]);
  assert.equal(
    [restored.id, restored.data.progress, restored.parts.intermediateEvaluation.length],
    [id, data.progress, 2],
  );
});

/** The spelling of version 0.1. */
const old = (content: string): string => `${pipeline}progress: ${content}\n`;
const pair = '[{uses: toy/count}, {uses: toy/count, with: {runs: 2}}]';

test('means the same under its old name, progress: equal plans and ids', async () => {
  const [current, ...others] = await Promise.all([
    planOf({ text: evaluateEvery(`{epochs: 2, evaluation: ${pair}}`) }),
    planOf({ text: old(`{every: 2, evaluation: ${pair}}`) }),
    planOf({ text: old(`{evaluation: ${pair}}`), overrides: ['progress.every=2'] }),
    planOf({ text: counted, overrides: ['progress.every=2'] }),
    planOf({ text: old(`{evaluation: ${pair}}`), overrides: ['evaluateEvery.epochs=2'] }),
    planOf({ overrides: [`+progress={every: 2, evaluation: ${pair}}`] }),
    planOf({ text: counted, overrides: [`progress={every: 2, evaluation: ${pair}}`] }),
  ]);
  assert.is(others.length, 6);
  for (const { id, data } of others) assert.equal([id, data], [current?.id, current?.data]);
  assert.equal(Object.keys(current?.data.progress ?? {}), ['every', 'evaluation']);
  assert.is((await planOf({ text: old(`{evaluation: ${pair}}`), overrides: ['~progress'] })).id, (await planOf()).id);
});

test('keeps the id that version 0.1 computed', async () => {
  assert.is((await planOf({ text: counted })).id, 'b343f5edf889343770f47ba83ef63509b4849733a5b6540eedb184488d7ce25b');
});

/** An evaluation with an option that is a path. */
const listed = defineEvaluation({
  name: 'path/listed',
  summary: 'Reads a list.',
  needs: [],
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: { list: { type: 'string', 'x-path': true } as object },
  },
  build: () => ({ evaluate: async () => ({ split: 'test', values: {} }) }),
});

test('stores written paths under the keys of version 0.1, and keeps their id', async () => {
  const builtIns = [toys, definePlugin({ name: 'path', components: [listed] })];
  const text = evaluateEvery('{evaluation: [{uses: path/listed, with: {list: images.txt}}]}');
  const { id, data } = await planOf({ text, builtIns });
  assert.equal(data.progress?.evaluation, [{ uses: 'path/listed', with: { list: '/home/images.txt' } }]);
  assert.equal(data.paths, { 'progress.evaluation.0.with.list': 'images.txt' });
  assert.is(id, '8f57a1595929c038e79971b87c9ff5085a75e6bebbd1abf02b579b07d36d3739');
});

const file = '/home/toy.yaml';
const twice: Readonly<Record<string, readonly [text: string, overrides: readonly string[], message: string]>> = {
  'both names': [
    `${counted}progress: {evaluation: ${pair}}\n`,
    [],
    `${file}:9:1  progress  "progress" and "evaluateEvery" mean the same, and only one of them may be given. Keep "evaluateEvery" and remove "progress".  [duplicate_key]`,
  ],
  'both names of the interval': [
    old(`{every: 2, epochs: 2, evaluation: ${pair}}`),
    [],
    `${file}:8:12  progress.every  "every" and "epochs" mean the same, and only one of them may be given. Keep "epochs" and remove "every".  [duplicate_key]`,
  ],
  'both names of the interval in an override': [
    pipeline,
    ['progress={every: 1, epochs: 2}'],
    'override progress={every: 1, epochs: 2}  progress.every  "every" and "epochs" mean the same, and only one of them may be given. Keep "epochs" and remove "every".  [duplicate_key]',
  ],
};

for (const [name, [text, overrides, message]] of Object.entries(twice)) {
  test(`refuses ${name}`, async () => assert.is(await refusalOf({ text, overrides }), message));
}

const refusals: Readonly<Record<string, readonly [string, string]>> = {
  'an interval without evaluations': [
    '{epochs: 2}',
    '8:16  evaluateEvery  Missing key "evaluation". Add it: Evaluations to run.  [missing_key]',
  ],
  'an empty list': [
    '{evaluation: []}',
    '8:29  evaluateEvery.evaluation  Expected at least 1 item, got 0.  [invalid_value]',
  ],
  'an interval of 0': [
    '{epochs: 0, evaluation: [{uses: toy/count}]}',
    '8:25  evaluateEvery.epochs  Expected a number >= 1, got 0.  [out_of_range]',
  ],
  'an unknown evaluation': [
    '{evaluation: [{uses: toy/cuont}]}',
    '8:37  evaluateEvery.evaluation.0.uses  No evaluation is named "toy/cuont". Did you mean "toy/count"?  [unknown_component]',
  ],
  'a bad option': [
    '{evaluation: [{uses: toy/count, with: {runs: 0}}]}',
    '8:61  evaluateEvery.evaluation.0.with.runs  Expected a number >= 1, got 0.  [out_of_range]',
  ],
};

for (const [name, [content, message]] of Object.entries(refusals)) {
  test(`refuses ${name}`, async () =>
    assert.is(await refusalOf({ text: evaluateEvery(content) }), `/home/toy.yaml:${message}`));
}

test.run();
