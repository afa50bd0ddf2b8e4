import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PhaseProgress } from './progress';

const test = suite('progress');

test('tells start, end and every two-hundredth', () => {
  const told: number[] = [];
  const progress = new PhaseProgress('check', 1000, ({ done }) => told.push(done));
  for (let byte = 0; byte < 1000; byte++) progress.add(1);
  assert.equal(told, [0, ...Array.from({ length: 200 }, (_, step) => 5 * (step + 1))]);
});

test('never goes back, nor beyond the total', () => {
  const told: unknown[] = [];
  const progress = new PhaseProgress('download', 100, (each) => told.push(each));
  progress.reach(60);
  progress.reach(10);
  progress.reach(200);
  progress.reach(300);
  assert.equal(told, [
    { phase: 'download', done: 0, total: 100 },
    { phase: 'download', done: 60, total: 100 },
    { phase: 'download', done: 100, total: 100 },
  ]);
});

test.run();
