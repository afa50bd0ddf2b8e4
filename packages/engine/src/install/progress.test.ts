import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PhaseProgress } from './progress';

const test = suite('installation progress');

test('reports the start, every 200th of the total and the end', () => {
  const reported: number[] = [];
  const progress = new PhaseProgress('check', 1000, ({ done }) => reported.push(done));
  for (let byte = 0; byte < 1000; byte++) progress.add(1);
  assert.equal(reported, [0, ...Array.from({ length: 200 }, (_, step) => 5 * (step + 1))]);
});

test('never decreases and never exceeds the total', () => {
  const updates: unknown[] = [];
  const progress = new PhaseProgress('download', 100, (each) => updates.push(each));
  progress.reach(60);
  progress.reach(10);
  progress.reach(200);
  progress.reach(300);
  assert.equal(updates, [
    { phase: 'download', done: 0, total: 100 },
    { phase: 'download', done: 60, total: 100 },
    { phase: 'download', done: 100, total: 100 },
  ]);
});

test.run();
