import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { closingLine, findClosingLines, sum } from './counts';

const test = suite('counts');

test('finds closing lines as whole lines and adds them up', () => {
  const output = '3 passed, 1 failed\r\na.test.ts  9 passed\n> 5 passed, 5 failed\n40 passed, 0 failed';
  const counts = findClosingLines(output);
  assert.equal(counts, [
    { passed: 3, failed: 1 },
    { passed: 40, failed: 0 },
  ]);
  assert.equal(sum(counts), { passed: 43, failed: 1 });
  assert.is(closingLine(sum(counts)), '43 passed, 1 failed');
  assert.is(closingLine(sum([])), '0 passed, 0 failed');
});

test.run();
