import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ImageResult, renderJson, renderTable, renderTally } from './render';

const test = suite('rendering of predictions');

const classNames = ['cat', 'dog', 'frog', 'ship'];
const result = (name: string, probabilities: readonly number[], label?: number): ImageResult => ({
  name,
  probabilities: Float64Array.from(probabilities),
  ...(label === undefined ? {} : { label }),
});
const sure = result('a.png', [0.02, 0.9, 0.08, 0]);
const wrong = result('b[10]', [0.4, 0.1, 0.15, 0.35], 3);
const strange = result('c', [1, 0, 0, 0], 12);

test('shows a row per image: the class, its probability and the next two', () => {
  assert.is(
    renderTable([sure], classNames),
    ['image  predicted           next', 'a.png  dog        90.00 %  frog  8.00 %  cat  2.00 %', ''].join('\n'),
  );
});

test('shows the true class if any is known', () => {
  assert.is(
    renderTable([sure, wrong, strange], classNames),
    [
      'image  truth  predicted            next',
      'a.png  -      dog         90.00 %  frog   8.00 %  cat    2.00 %',
      'b[10]  ship   cat         40.00 %  ship  35.00 %  frog  15.00 %',
      'c      12     cat        100.00 %  dog    0.00 %  frog   0.00 %',
      '',
    ].join('\n'),
  );
});

test('shows one runner-up if there are two classes', () => {
  assert.is(
    renderTable([result('a', [0.75, 0.25])], ['no', 'yes']),
    'image  predicted           next\na      no         75.00 %  yes   25.00 %\n',
  );
});

test('writes every class to JSON, in the order of the dataset', () => {
  assert.equal(JSON.parse(renderJson(wrong, classNames)), {
    image: 'b[10]',
    truth: 'ship',
    predicted: 'cat',
    probability: 0.4,
    scores: [
      { class: 'cat', probability: 0.4 },
      { class: 'dog', probability: 0.1 },
      { class: 'frog', probability: 0.15 },
      { class: 'ship', probability: 0.35 },
    ],
  });
  assert.not.ok('truth' in JSON.parse(renderJson(sure, classNames)));
});

test('counts labeled images that are correct', () => {
  assert.is(renderTally([sure, wrong, result('d', [0, 1, 0, 0], 1)]), '1 of 2 labeled images are correct (50.00 %)\n');
  assert.is(renderTally([sure]), '');
});

test.run();
