import { type Method, NopropError } from '@noprop/core';
import { startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunEvent, StepEvent } from './events';
import { createTrainer, method } from './fixture';
import { diverging } from './plan-fixture';
import { type Trained, type TrainOptions, train } from './train';

const test = suite('train');

test.before(() => startEngine().then(() => undefined));

interface Log {
  readonly events: RunEvent[];
  readonly records: StepEvent[];
  readonly checkpoints: number[];
}

/** Trains and writes down what happens; batches of 4 from ten images are three steps a pass. */
async function training(
  of: Method,
  options: Partial<TrainOptions>,
  { epochs = 2, until = () => false as boolean } = {},
): Promise<Log & { trained: Trained | NopropError }> {
  const log: Log = { events: [], records: [], checkpoints: [] };
  const { trainer, schedule, dispose } = createTrainer(of, { epochs });
  const controller = new AbortController();
  try {
    const trained = await train(trainer, schedule, {
      batchSize: 4,
      logEvery: 2,
      checkpointEvery: 100,
      firstStep: 0,
      signal: controller.signal,
      sink: (event) => {
        log.events.push(event);
        if (until()) controller.abort();
      },
      record: (event) => log.records.push(event),
      checkpoint: (step) => log.checkpoints.push(step),
      ...options,
    });
    return { ...log, trained };
  } catch (error) {
    if (error instanceof NopropError) return { ...log, trained: error };
    throw error;
  } finally {
    dispose();
  }
}

const stepsOf = ({ records }: Log): number[] => records.map(({ step }) => step);

test('reads every so many steps of a pass and at its end, and saves at the end', async () => {
  const log = await training(method, {}, { epochs: 1 });
  assert.equal(stepsOf(log), [2, 3, 5, 6, 8, 9]);
  assert.equal(log.checkpoints, [9]);
  const { step, interrupted, terms, epochSeconds } = log.trained as Trained;
  assert.equal([step, interrupted, epochSeconds.length], [9, false, 1]);
  assert.equal(terms, log.records.at(-1)?.terms);
  const epochs = log.events.filter(({ event }) => event === 'epoch');
  assert.equal(
    epochs.map((event) => ({ ...event, seconds: 0 })),
    [{ event: 'epoch', epoch: 1, epochs: 1, seconds: 0 }],
  );
});

test('a checkpoint brings a reading with it, so that a resumed run logs the same', async () => {
  const log = await training(method, { logEvery: 50, checkpointEvery: 4 }, { epochs: 1 });
  assert.equal(stepsOf(log), [3, 4, 6, 8, 9]);
  assert.equal(log.checkpoints, [4, 8, 9]);
});

test('says when a step was compiled: once a batch size', async () => {
  const { compiler } = await startEngine();
  const { events } = await training(method, {}, { epochs: 1 });
  const compiled = events.filter(({ event }) => event === 'compiled').map((event) => 'name' in event && event.name);
  assert.equal(compiled, compiler === 'none' ? [] : ['training step', 'training step']);
});

test('stops after the step at hand when it is told to, and saves', async () => {
  let seen = 0;
  const log = await training(method, { logEvery: 1 }, { until: () => ++seen >= 6 });
  const { step, interrupted } = log.trained as Trained;
  assert.is(interrupted, true);
  assert.equal(log.checkpoints, [step]);
  assert.is(step, stepsOf(log).at(-1));
  assert.is.not(step, 18);
});

test('does no step when it is stopped before the first', async () => {
  const log = await training(method, { signal: AbortSignal.abort() });
  assert.equal(
    [log.trained, log.checkpoints, log.records],
    [{ step: 0, interrupted: true, terms: {}, epochSeconds: [] }, [0], []],
  );
});

const hint = 'The last checkpoint is kept. Lower optimizer.with.learningRate, or look at the data.  [diverged]';

test('a loss that is no number ends the training, in the term and at the step where it was found', async () => {
  const log = await training(diverging(4), { logEvery: 1, checkpointEvery: 2 });
  assert.is(
    (log.trained as NopropError).message,
    `training  The loss is NaN at step 5 (epoch 2, only), in the term edge. ${hint}`,
  );
  assert.is((log.trained as NopropError).exitCode, 1);
  assert.equal(log.checkpoints, [2, 4]);
  assert.equal(stepsOf(log), [1, 2, 3, 4]);
});

test('it is found before a checkpoint of it is written', async () => {
  const log = await training(diverging(4), { logEvery: 100, checkpointEvery: 5 });
  assert.match((log.trained as NopropError).message, 'The loss is NaN at step 5 ');
  assert.equal(log.checkpoints, []);
});

test('between two readings it is found at the next one', async () => {
  const log = await training(diverging(4), { logEvery: 100, checkpointEvery: 4 });
  assert.match((log.trained as NopropError).message, 'The loss is NaN at step 6 ');
  assert.equal([stepsOf(log), log.checkpoints], [[3, 4], [4]]);
});

test.run();
