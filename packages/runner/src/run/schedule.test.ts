import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { trainingSchedule } from './schedule';

const test = suite('trainingSchedule');

const passes = ['one', 'two', 'three'].map((name) => ({ name, updates: [] }));
const sizes = { examples: 10, batchSize: 4, epochs: 2, dropLast: false };

test('counts batches, including a smaller last one', () => {
  const schedule = trainingSchedule({ epoch: passes }, sizes);
  assert.is(schedule.stepsPerPass, 3);
  assert.is(schedule.steps, 2 * 3 * 3);
  assert.equal([0, 1, 2].map(schedule.batchSize), [4, 4, 2]);
});

test('dropLast omits the smaller batch', () => {
  const schedule = trainingSchedule({ epoch: passes }, { ...sizes, dropLast: true });
  assert.is(schedule.stepsPerPass, 2);
  assert.is(schedule.steps, 2 * 3 * 2);
  assert.equal([0, 1].map(schedule.batchSize), [4, 4]);
});

for (const dropLast of [false, true]) {
  test(`has no smaller batch if the batch size divides the examples, dropLast ${dropLast}`, () => {
    const schedule = trainingSchedule({ epoch: passes }, { ...sizes, examples: 12, dropLast });
    assert.is(schedule.stepsPerPass, 3);
    assert.equal([0, 1, 2].map(schedule.batchSize), [4, 4, 4]);
  });
}

test('accepts one batch for all examples', () => {
  const schedule = trainingSchedule({ epoch: passes }, { ...sizes, batchSize: 128 });
  assert.is(schedule.stepsPerPass, 1);
  assert.is(schedule.batchSize(0), 10);
});

test('visits the steps of a pass, then the passes, then the epochs', () => {
  const { steps, position } = trainingSchedule({ epoch: passes }, sizes);
  const walk = [0, 1].flatMap((epoch) =>
    [0, 1, 2].flatMap((pass) => [0, 1, 2].map((passStep) => ({ epoch, pass, passStep }))),
  );
  assert.equal(
    Array.from({ length: steps }, (_, step) => position(step)),
    walk,
  );
});

test('matches the MNIST run of the paper: 100 epochs of ten passes of 469 batches, the last of 96', () => {
  const epoch = Array.from({ length: 10 }, (_, i) => ({ name: String(i), updates: [] }));
  const schedule = trainingSchedule({ epoch }, { examples: 60_000, batchSize: 128, epochs: 100, dropLast: false });
  assert.is(schedule.steps, 469_000);
  assert.is(schedule.batchSize(468), 96);
  assert.equal(schedule.position(468_999), { epoch: 99, pass: 9, passStep: 468 });
});

test.run();
