import { type Method, NopropError } from '@noprop/core';
import { startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ClockLine, TrainingClock } from './clock';
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
  readonly times: ClockLine[];
}

/** Trains and logs what happens. Batches of 4 from ten images are three steps per pass. */
async function training(
  of: Method,
  options: Partial<TrainOptions>,
  { epochs = 2, until = () => false as boolean } = {},
): Promise<Log & { trained: Trained | NopropError }> {
  const log: Log = { events: [], records: [], checkpoints: [], times: [] };
  const { trainer, stepPlan, dispose } = createTrainer(of, { epochs });
  const controller = new AbortController();
  try {
    const trained = await train(trainer, stepPlan, {
      batchSize: 4,
      logEvery: 2,
      checkpointEvery: 100,
      firstStep: 0,
      signal: controller.signal,
      onEvent: (event) => {
        log.events.push(event);
        if (until()) controller.abort();
      },
      record: (event) => log.records.push(event),
      checkpoint: (step) => log.checkpoints.push(step),
      clock: new TrainingClock([], (line) => log.times.push(line)),
      afterEpoch: async () => true,
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

test('reads every `logEvery` steps and at the end of a pass, and saves at the end', async () => {
  const log = await training(method, {}, { epochs: 1 });
  assert.equal(stepsOf(log), [2, 3, 5, 6, 8, 9]);
  assert.equal(log.checkpoints, [9]);
  assert.equal(log.trained, { step: 9, interrupted: false });
  const epochs = log.events.filter(({ event }) => event === 'epoch');
  assert.equal(
    epochs.map((event) => ({ ...event, seconds: 0 })),
    [{ event: 'epoch', epoch: 1, epochs: 1, seconds: 0 }],
  );
});

test('takes a reading with each checkpoint, so that a resumed run logs the same', async () => {
  const log = await training(method, { logEvery: 50, checkpointEvery: 4 }, { epochs: 1 });
  assert.equal(stepsOf(log), [3, 4, 6, 8, 9]);
  assert.equal(log.checkpoints, [4, 8, 9]);
});

test('reports a compilation once per batch size', async () => {
  const { compiler } = await startEngine();
  const { events } = await training(method, {}, { epochs: 1 });
  const compiled = events.filter(({ event }) => event === 'compiled').map((event) => 'name' in event && event.name);
  assert.equal(compiled, compiler === 'none' ? [] : ['training step', 'training step']);
});

test('stops after the current step when aborted, and saves', async () => {
  let seen = 0;
  const log = await training(method, { logEvery: 1 }, { until: () => ++seen >= 6 });
  const { step, interrupted } = log.trained as Trained;
  assert.is(interrupted, true);
  assert.equal(log.checkpoints, [step]);
  assert.is(step, stepsOf(log).at(-1));
  assert.is.not(step, 18);
});

test('runs no step when aborted before the first', async () => {
  const log = await training(method, { signal: AbortSignal.abort() });
  assert.equal([log.trained, log.checkpoints, log.records], [{ step: 0, interrupted: true }, [0], []]);
});

test('records the time at the end of each epoch and with each checkpoint inside one', async () => {
  const { times, events } = await training(method, { checkpointEvery: 6 });
  assert.equal(
    times.map(({ seconds: _, ...line }) => line),
    [
      { step: 6, epoch: 1, partial: true },
      { step: 9, epoch: 1 },
      { step: 12, epoch: 2, partial: true },
      { step: 18, epoch: 2 },
    ],
  );
  const seconds = times.map((line) => line.seconds);
  assert.equal(
    [...seconds].sort((a, b) => a - b),
    seconds,
  );
  const epochs = events.flatMap((event) => (event.event === 'epoch' ? [event.seconds] : []));
  assert.equal(epochs, [seconds[1], (seconds[3] as number) - (seconds[1] as number)]);
});

test('pauses the clock after an epoch and during checkpoints', async () => {
  let now = 0;
  const times: number[] = [];
  const wait = (seconds: number): void => {
    now += 1000 * seconds;
  };
  await training(method, {
    logEvery: 1,
    clock: new TrainingClock(
      [],
      ({ seconds }) => times.push(seconds),
      () => now,
    ),
    record: () => wait(1),
    checkpoint: () => wait(10),
    checkpointEvery: 9,
    afterEpoch: async () => {
      wait(100);
      return true;
    },
  });
  assert.equal(times, [9, 18]);
});

test('calls afterEpoch after the checkpoint, and at once if training resumes at the end of an epoch', async () => {
  const done: string[] = [];
  const note = {
    afterEpoch: async (step: number) => done.push(`after ${step}`) > 0,
    checkpoint: (step: number) => void done.push(`save ${step}`),
  };
  await training(method, { ...note, checkpointEvery: 9 });
  assert.equal(done.splice(0), ['save 9', 'after 9', 'save 18', 'after 18']);
  await training(method, { ...note, firstStep: 18 });
  assert.equal(done.splice(0), ['after 18']);
  await training(method, { ...note, firstStep: 0 });
  assert.equal(done, ['after 9', 'save 18', 'after 18']);
});

for (const [checkpointEvery, saved] of [
  [100, [9]],
  [3, [3, 6, 9]],
] as const) {
  test(`interrupted after an epoch, leaves one checkpoint of it (every ${checkpointEvery} steps)`, async () => {
    const { trained, checkpoints } = await training(method, { checkpointEvery, afterEpoch: async () => false });
    assert.equal([trained, checkpoints], [{ step: 9, interrupted: true }, [...saved]]);
  });
}

const hint = 'The last checkpoint is kept. Lower optimizer.with.learningRate, or check the data.  [diverged]';

test('stops at a NaN loss and names its step and term', async () => {
  const log = await training(diverging(4), { logEvery: 1, checkpointEvery: 2 });
  assert.is(
    (log.trained as NopropError).message,
    `training  The loss is NaN at step 5 (epoch 2, only): the term edge is not finite. ${hint}`,
  );
  assert.is((log.trained as NopropError).exitCode, 1);
  assert.equal(log.checkpoints, [2, 4]);
  assert.equal(stepsOf(log), [1, 2, 3, 4]);
});

test('finds a NaN loss before writing its checkpoint', async () => {
  const log = await training(diverging(4), { logEvery: 100, checkpointEvery: 5 });
  assert.match((log.trained as NopropError).message, 'The loss is NaN at step 5 ');
  assert.equal(log.checkpoints, []);
});

test('finds a NaN loss between two readings at the next one', async () => {
  const log = await training(diverging(4), { logEvery: 100, checkpointEvery: 4 });
  assert.match((log.trained as NopropError).message, 'The loss is NaN at step 6 ');
  assert.equal([stepsOf(log), log.checkpoints], [[3, 4], [4]]);
});

test.run();
