import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { method } from './fixture';
import { ProgressMeter } from './progress';
import { trainingSchedule } from './schedule';

const test = suite('ProgressMeter');

// Three passes of three steps, two epochs.
const schedule = trainingSchedule(method, { examples: 10, batchSize: 4, epochs: 2, dropLast: false });
const reading = { steps: 2, loss: 3, terms: { fit: 1, decay: 2 }, figures: { mean: 0.5 } };

/** A clock that is set by hand, in seconds. */
function clocked(firstStep = 0): { meter: ProgressMeter; at: (seconds: number) => ProgressMeter } {
  let now = 0;
  const meter = new ProgressMeter(schedule, 4, firstStep, () => now);
  const at = (seconds: number): ProgressMeter => {
    now = 1000 * seconds;
    return meter;
  };
  return { meter, at };
}

test('positions count from 1, and the reading is passed on', () => {
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
    figures: { mean: 0.5 },
    imagesPerSecond: 8,
    secondsLeft: 8,
  });
});

test('the last step of a pass, an epoch and the run belongs to it', () => {
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

test('the speed is that since the last event; the time left leans on the latest speeds', () => {
  const { at } = clocked(4);
  // 2 steps a second, then 6: the mean of the estimate so far and the new one is 4.
  assert.is(at(1).event(6, reading).imagesPerSecond, 8);
  const { imagesPerSecond, secondsLeft } = at(2).event(12, reading);
  assert.is(imagesPerSecond, 24);
  assert.is(secondsLeft, 6 / 4);
});

test('time that is skipped does not count', () => {
  const { at } = clocked();
  at(1).event(2, reading);
  at(100).skip();
  const { imagesPerSecond, secondsLeft } = at(101).event(4, reading);
  assert.equal([imagesPerSecond, secondsLeft], [8, 7]);
});

test('no time at all gives no infinity', () => {
  assert.ok(Number.isFinite(clocked().at(0).event(1, reading).imagesPerSecond));
});

test.run();
