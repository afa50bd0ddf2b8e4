import type { Evaluation } from '@noprop/core';
import { engineMemory, startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createDeviceSplit } from './device-data';
import { createEvaluator, type Evaluated } from './evaluator';
import type { RunEvent, RunResult } from './events';
import { IMAGE, method, optimizer, SPLIT } from './fixture';
import { planOf } from './plan-fixture';
import { disposeGroup, initialState } from './state';

const test = suite('evaluator');

test.before(() => startEngine().then(() => undefined));

async function evaluate(
  overrides: readonly string[],
  signal = new AbortController().signal,
): Promise<{
  results: RunResult['evaluation'] | undefined;
  seconds: Evaluated['secondsPerImage'];
  events: RunEvent[];
}> {
  const plan = await planOf(...overrides);
  const state = initialState(method, optimizer, 1);
  const device = createDeviceSplit(SPLIT, IMAGE);
  const events: RunEvent[] = [];
  const before = engineMemory().tensors;
  try {
    const onEvent = (event: RunEvent): void => void events.push(event);
    const evaluator = createEvaluator(plan, { onEvent, signal, train: { split: SPLIT, device } });
    const evaluated = await evaluator.evaluate(plan.parts.evaluation, state, (split, values, seconds) =>
      onEvent({ event: 'evaluated', split, values, ...(seconds !== undefined && { secondsPerImage: seconds }) }),
    );
    evaluator.dispose();
    assert.is(engineMemory().tensors, before, 'the test split is freed');
    return { results: evaluated?.evaluation, seconds: evaluated?.secondsPerImage ?? {}, events };
  } finally {
    device.dispose();
    for (const group of Object.values(state.groups)) disposeGroup(group);
  }
}

// The predictor's scores are the two pixels of an image.
const brighter = Array.from({ length: 10 }, (_, i) =>
  (SPLIT.images[2 * i + 1] as number) > (SPLIT.images[2 * i] as number) ? 1 : 0,
);

test('both classes occur in the fixture', () => {
  assert.equal(brighter, [1, 1, 1, 0, 1, 1, 1, 1, 1, 1]);
});

test('loads the test split once, reports progress and merges the metrics of a split', async () => {
  const { results, seconds, events } = await evaluate(['+evaluation.1={uses: run/classes, with: {as: again}}']);
  assert.equal(Object.keys(seconds), ['test']);
  assert.ok((seconds.test as number) > 0 && Number.isFinite(seconds.test), 'time per image');
  assert.equal(results, { test: { classes: brighter.slice(0, 4), again: brighter.slice(0, 4) } });
  const source = { origin: 'generated', location: 'nowhere' };
  const evaluating = { event: 'evaluating', split: 'test', done: 4, total: 4 };
  const seen = events.map((event) =>
    event.event === 'evaluated' ? { ...event, secondsPerImage: typeof event.secondsPerImage } : event,
  );
  const secondsPerImage = 'number';
  assert.equal(seen, [
    { event: 'data', dataset: 'ten', split: 'test', count: 4, source },
    evaluating,
    { event: 'evaluated', split: 'test', secondsPerImage, values: { classes: brighter.slice(0, 4) } },
    evaluating,
    { event: 'evaluated', split: 'test', secondsPerImage, values: { again: brighter.slice(0, 4) } },
  ]);
});

test('reuses the training split already on the device', async () => {
  const { results, events } = await evaluate(['evaluation.0.with.split=train']);
  assert.equal(results, { train: { classes: brighter } });
  assert.equal(
    events.map(({ event }) => event),
    ['evaluating', 'evaluated'],
  );
});

test('returns no metrics without evaluations', async () => {
  assert.equal(await evaluate(['~evaluation']), { results: {}, seconds: {}, events: [] });
});

test('returns undefined if interrupted', async () => {
  const { results, events } = await evaluate([], AbortSignal.abort());
  assert.is(results, undefined);
  assert.equal(events, []);
});

test('reuses the split and the compiled predictor in a second evaluation', async () => {
  const plan = await planOf('+evaluation.1={uses: run/classes, with: {split: train}}');
  const state = initialState(method, optimizer, 1);
  const device = createDeviceSplit(SPLIT, IMAGE);
  const events: RunEvent[] = [];
  const { signal } = new AbortController();
  const evaluator = createEvaluator(plan, {
    onEvent: (event) => void events.push(event),
    signal,
    train: { split: SPLIT, device },
  });
  const first = await evaluator.evaluate(plan.parts.evaluation, state);
  const { tensors } = engineMemory();
  const second = await evaluator.evaluate(plan.parts.evaluation, state);
  assert.is(engineMemory().tensors, tensors, 'no tensors leak');
  assert.equal(second?.evaluation, first?.evaluation);
  assert.is(events.filter(({ event }) => event === 'data').length, 1);
  evaluator.dispose();
  device.dispose();
  for (const group of Object.values(state.groups)) disposeGroup(group);
});

test('leaks no tensor if an evaluation stops early', async () => {
  const plan = await planOf();
  const state = initialState(method, optimizer, 1);
  const device = createDeviceSplit(SPLIT, IMAGE);
  const evaluator = createEvaluator(plan, {
    onEvent: () => undefined,
    signal: new AbortController().signal,
    train: { split: SPLIT, device },
  });
  const before = engineMemory().tensors;
  const hasty: Evaluation = {
    evaluate: async ({ predict }) => {
      for await (const { classes } of predict('train', 0)) return { split: 'train', values: { seen: classes.length } };
      return { split: 'train', values: {} };
    },
  };
  assert.equal((await evaluator.evaluate([hasty], state))?.evaluation, { train: { seen: 10 } });
  assert.is(engineMemory().tensors, before);
  evaluator.dispose();
  device.dispose();
  for (const group of Object.values(state.groups)) disposeGroup(group);
});

test.run();
