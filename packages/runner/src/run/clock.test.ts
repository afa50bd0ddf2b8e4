import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ClockLine, isClockLine, TrainingClock } from './clock';

const test = suite('TrainingClock');

/** A clock that the test sets, in seconds. */
function clocked(earlier: readonly ClockLine[] = []) {
  const written: ClockLine[] = [];
  let now = 0;
  const clock = new TrainingClock(
    earlier,
    (line) => written.push(line),
    () => now,
  );
  const at = (seconds: number): TrainingClock => {
    now = 1000 * seconds;
    return clock;
  };
  return { at, written };
}

test('counts only while it runs', () => {
  const { at } = clocked();
  at(1).run();
  at(2).run();
  assert.is(at(3).seconds, 2);
  at(4).pause();
  at(5).pause();
  assert.is(at(9).seconds, 3);
  at(10).run();
  assert.is(at(10.5).seconds, 3.5);
});

test('records the ends of epochs and the checkpoints inside them, none twice', () => {
  const { at, written } = clocked();
  at(0).checkpoint(0, 1);
  at(0).run();
  at(2).checkpoint(3, 1);
  at(4).epochEnds(9, 1);
  at(5).checkpoint(9, 1);
  at(9).epochEnds(18, 2);
  assert.equal(written, [
    { step: 3, epoch: 1, seconds: 2, partial: true },
    { step: 9, epoch: 1, seconds: 4 },
    { step: 18, epoch: 2, seconds: 9 },
  ]);
  assert.equal(at(10).epochSeconds, [4, 5]);
});

test('resumes from the last line', () => {
  const { at, written } = clocked([
    { step: 9, epoch: 1, seconds: 40 },
    { step: 11, epoch: 2, seconds: 50, partial: true },
  ]);
  at(100).checkpoint(11, 2);
  at(100).run();
  at(107).epochEnds(18, 2);
  assert.equal(written, [{ step: 18, epoch: 2, seconds: 57 }]);
  assert.equal(at(107).epochSeconds, [40, 17]);
});

test('rejects a line without a valid epoch or time', () => {
  assert.equal(
    [{ epoch: 1, seconds: 0 }, { epoch: 1 }, { epoch: 1, seconds: -1 }, { seconds: 1 }, { epoch: 1, seconds: '1' }].map(
      isClockLine,
    ),
    [true, false, false, false, false],
  );
});

test.run();
