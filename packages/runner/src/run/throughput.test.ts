import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { method } from './fixture';
import { createStepPlan } from './step-plan';
import { ThroughputMeter } from './throughput';

const test = suite('ThroughputMeter');

// Three passes of three steps, two epochs.
const stepPlan = createStepPlan(method, { examples: 10, batchSize: 4, epochs: 2, dropLast: false });
const reading = { steps: 2, loss: 3, terms: { fit: 1, decay: 2 }, metrics: { mean: 0.5 } };

/** A clock that the test sets, in seconds. */
function clocked(firstStep = 0): { meter: ThroughputMeter; at: (seconds: number) => ThroughputMeter } {
  let now = 0;
  const meter = new ThroughputMeter(stepPlan, 4, firstStep, () => now);
  const at = (seconds: number): ThroughputMeter => {
    now = 1000 * seconds;
    return meter;
  };
  return { meter, at };
}

test('counts positions from 1 and passes on the reading', () => {
  const { at } = clocked();
  assert.equal(at(1).event(2, reading), {
    event: 'step',
    step: 2,
    steps: 18,
    epoch: 1,
    epochs: 2,
    pass: 1,
    passes: 3,
    passName: 'block/1',
    passStep: 2,
    passSteps: 3,
    loss: 3,
    terms: { fit: 1, decay: 2 },
    metrics: { mean: 0.5 },
    imagesPerSecond: 8,
    secondsLeft: 8,
  });
});

test('assigns the last step of a pass, epoch or run to that pass, epoch or run', () => {
  const place = (step: number): unknown[] => {
    const { epoch, pass, passName, passStep } = clocked().at(1).event(step, reading);
    return [epoch, pass, passName, passStep];
  };
  assert.equal(place(3), [1, 1, 'block/1', 3]);
  assert.equal(place(4), [1, 2, 'block/2', 1]);
  assert.equal(place(9), [1, 3, 'block/3', 3]);
  assert.equal(place(10), [2, 1, 'block/1', 1]);
  assert.equal(place(18), [2, 3, 'block/3', 3]);
  assert.is(clocked().at(1).event(18, reading).secondsLeft, 0);
});

test('reports the speed since the last event, and estimates the time left from recent speeds', () => {
  const { at } = clocked(4);
  // 2 steps per second, then 6: the mean of the estimate so far and the new rate is 4.
  assert.is(at(1).event(6, reading).imagesPerSecond, 8);
  const { imagesPerSecond, secondsLeft } = at(2).event(12, reading);
  assert.is(imagesPerSecond, 24);
  assert.is(secondsLeft, 6 / 4);
});

test('ignores skipped time', () => {
  const { at } = clocked();
  at(1).event(2, reading);
  at(100).skip();
  const { imagesPerSecond, secondsLeft } = at(101).event(4, reading);
  assert.equal([imagesPerSecond, secondsLeft], [8, 7]);
});

test('stays finite if no time has passed', () => {
  assert.ok(Number.isFinite(clocked().at(0).event(1, reading).imagesPerSecond));
});

test.run();
