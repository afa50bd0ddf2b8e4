import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createLines } from './progress';

const test = suite('progress in a log');

test('prints a line at the start, at each quarter and at the end of a phase', () => {
  const lines: string[] = [];
  const progress = createLines({ write: (text: string) => lines.push(text) > 0 });
  for (let done = 0; done <= 200; done++) progress.show({ phase: 'download', done: done * 1e6, total: 200e6 });
  progress.show({ phase: 'check', done: 0, total: 200e6 });
  progress.line('Done.');
  assert.equal(lines, [
    'download: 0 of 200 MB\n',
    'download: 50 of 200 MB\n',
    'download: 100 of 200 MB\n',
    'download: 150 of 200 MB\n',
    'download: 200 of 200 MB\n',
    'check: 0 of 200 MB\n',
    'Done.\n',
  ]);
});

test.run();
