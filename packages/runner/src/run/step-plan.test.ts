import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createStepPlan } from './step-plan';

const test = suite('createStepPlan');

const passes = ['one', 'two', 'three'].map((name) => ({ name, updates: [] }));
const sizes = { examples: 10, batchSize: 4, epochs: 2, dropLast: false };

test('counts batches, including a smaller last one', () => {
  const stepPlan = createStepPlan({ epoch: passes }, sizes);
  assert.is(stepPlan.stepsPerPass, 3);
  assert.is(stepPlan.steps, 2 * 3 * 3);
  assert.equal([0, 1, 2].map(stepPlan.batchSize), [4, 4, 2]);
});

test('dropLast omits the smaller batch', () => {
  const stepPlan = createStepPlan({ epoch: passes }, { ...sizes, dropLast: true });
  assert.is(stepPlan.stepsPerPass, 2);
  assert.is(stepPlan.steps, 2 * 3 * 2);
  assert.equal([0, 1].map(stepPlan.batchSize), [4, 4]);
});

for (const dropLast of [false, true]) {
  test(`has no smaller batch if the batch size divides the examples, dropLast ${dropLast}`, () => {
    const stepPlan = createStepPlan({ epoch: passes }, { ...sizes, examples: 12, dropLast });
    assert.is(stepPlan.stepsPerPass, 3);
    assert.equal([0, 1, 2].map(stepPlan.batchSize), [4, 4, 4]);
  });
}

test('accepts one batch for all examples', () => {
  const stepPlan = createStepPlan({ epoch: passes }, { ...sizes, batchSize: 128 });
  assert.is(stepPlan.stepsPerPass, 1);
  assert.is(stepPlan.batchSize(0), 10);
});

test('visits the steps of a pass, then the passes, then the epochs', () => {
  const { steps, position } = createStepPlan({ epoch: passes }, sizes);
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
  const stepPlan = createStepPlan({ epoch }, { examples: 60_000, batchSize: 128, epochs: 100, dropLast: false });
  assert.is(stepPlan.steps, 469_000);
  assert.is(stepPlan.batchSize(468), 96);
  assert.equal(stepPlan.position(468_999), { epoch: 99, pass: 9, passStep: 468 });
});

test.run();
