import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { review } from './projects';

const test = suite('review of all projects');

const green = { passed: 5, failed: 0 };
const red = { passed: 2, failed: 3 };

test('adds up counts', () => {
  assert.equal(review(2, 0, [green, green]), { passed: 10, failed: 0 });
  assert.equal(review(2, 1, [green, red]), { passed: 7, failed: 3 });
});

test('counts a project that does not count its tests as a failure', () => {
  assert.equal(review(2, 0, [green]), { passed: 5, failed: 1 });
  assert.equal(review(1, 0, [green, green]), { passed: 10, failed: 1 });
  assert.equal(review(0, 0, []), { passed: 0, failed: 1 });
});

test('counts an exit code that disagrees with the counts as a failure', () => {
  assert.equal(review(1, 1, [green]), { passed: 5, failed: 1 });
  assert.equal(review(1, 0, [red]), { passed: 2, failed: 4 });
});

test.run();
