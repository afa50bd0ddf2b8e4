import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutPaths } from './without-paths';

const test = suite('withoutPaths');

const cases = [
  ['training.epochs=1', 'training.epochs=1'],
  ['embedding={ uses: noprop/one-hot }', 'embedding={ uses: noprop/one-hot }'],
  ['~evaluation.1', '~evaluation.1'],
  ['optimizer.with.learningRate=1e-3', 'optimizer.with.learningRate=1e-3'],
  ['dataset.with.folder=/home/me/data', 'dataset.with.folder=<path>'],
  ['dataset.with.folder="/home/me/data"', 'dataset.with.folder="<path>"'],
  [
    'dataset={ uses: mine, with: { a: ~/x, b: ../y/z, c: C:\\data } }',
    'dataset={ uses: mine, with: { a: <path>, b: <path>, c: <path> } }',
  ],
  ['read from file:///data/x and ./y', 'read from <path> and <path>'],
  ['1 / 2 and 3.5/4', '1 / 2 and 3.5/4'],
] as const;

for (const [text, expected] of cases) {
  test(text, () => {
    assert.is(withoutPaths(text), expected);
  });
}

test.run();
