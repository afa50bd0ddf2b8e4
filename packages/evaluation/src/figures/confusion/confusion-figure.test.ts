import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFigure } from '../drawing/testing-figure';
import { marksOf, textsOf } from '../drawing/testing-svg';
import { confusionFigure } from './confusion-figure';

const test = suite('confusionFigure');

const confusion = [
  [98, 2, 0],
  [5, 190, 5],
  [0, 0, 0],
];
const classNames = ['cat', 'dog', 'ship'];

test('shows the shares of each row in percent, and leaves zero blank', async () => {
  const figure = await checkFigure(() => confusionFigure(confusion, classNames));
  assert.equal(
    marksOf(figure.svg, 'text').map(({ text }) => text),
    ['98', '2.0', '2.5', '95', '2.5'],
  );
  assert.is(
    figure.description,
    'Lowest recall: ship (0.00 %), highest: cat (98.00 %). Most common mistakes: dog as cat (2.50 %), dog as ship (2.50 %), cat as dog (2.00 %).',
  );
  const texts = textsOf(figure.svg);
  for (const text of ['true class', 'predicted class', '% of row']) assert.ok(texts.includes(text), text);
});

test('draws rows downward, columns to the right, and square cells', async () => {
  const { svg } = await confusionFigure(confusion, classNames);
  const [first, second, , fourth] = marksOf(svg, 'text');
  const step = (second?.x as number) - (first?.x as number);
  assert.is(step, 46);
  assert.is((fourth?.y as number) - (first?.y as number), step);
  assert.is((fourth?.x as number) - (first?.x as number), step);
});

test('shows only colors and every tenth label for a hundred classes', async () => {
  const many = Array.from({ length: 100 }, (_, k) =>
    Array.from({ length: 100 }, (_, j) => (k === j ? 90 : j === 0 ? 10 : 0)),
  );
  const names = Array.from({ length: 100 }, (_, k) => `c${k}`);
  const figure = await checkFigure(() => confusionFigure(many, names));
  assert.is(marksOf(figure.svg, 'text').length, 0);
  assert.is(marksOf(figure.svg, 'rect').length, 199);
  const labels = textsOf(figure.svg).filter((text) => text.startsWith('c'));
  assert.equal(
    labels.slice(0, 10),
    names.filter((_, k) => k % 10 === 0),
  );
  assert.is(labels.length, 20);
});

test('keeps classes of the same name apart, and numbers unnamed ones', async () => {
  const figure = await checkFigure(() =>
    confusionFigure(
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      ['a', 'a'],
    ),
  );
  assert.equal((figure.data as { classNames: string[] }).classNames, ['a', 'a (1)', '2']);
  assert.match(figure.description, 'No mistakes.');
});

test('shows a rare mistake as more than zero', async () => {
  const figure = await confusionFigure(
    [
      [100_000, 1],
      [0, 1],
    ],
    ['a', 'b'],
  );
  assert.ok(textsOf(figure.svg).includes('<.1'));
});

test('shows "no data" without images', async () => {
  for (const empty of [
    [],
    [
      [0, 0],
      [0, 0],
    ],
    [[Number.NaN]],
  ]) {
    assert.equal(textsOf((await confusionFigure(empty, classNames)).svg), ['no data']);
  }
});

test.run();
