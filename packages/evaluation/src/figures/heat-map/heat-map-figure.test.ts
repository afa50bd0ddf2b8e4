import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFigure } from '../drawing/testing-figure';
import { marksOf, textsOf } from '../drawing/testing-svg';
import { groupOf } from '../shared/testing-record';
import { heatMapFigure } from './heat-map-figure';

const test = suite('heatMapFigure');

const axes = { x: 'optimizer.with.learningRate', y: 'embedding' };
const learned = { uses: 'noprop/learned', with: { dimension: 20 } };
const group = (rate: number, embedding: object, ...accuracies: readonly number[]) =>
  groupOf(
    accuracies.map((accuracy, i) => ({ seed: i, test: { runs: [accuracy] } })),
    { [axes.x]: rate, embedding },
  );
const groups = [
  group(0.01, { uses: 'noprop/one-hot' }, 0.8, 0.9),
  group(0.001, { uses: 'noprop/one-hot' }, 0.95),
  group(0.01, learned, 0.1),
  group(0.001, learned),
];

test('draws a cell per pair of values, with numbers sorted and components named with their options', async () => {
  const figure = await checkFigure(() => heatMapFigure(groups, axes));
  const cells = (figure.data as { cells: { x: string; y: string; accuracy?: number }[] }).cells;
  assert.equal(
    cells.map(({ x, y, accuracy }) => [x, y, accuracy === undefined ? undefined : accuracy.toFixed(3)]),
    [
      ['0.001', 'one-hot', '0.950'],
      ['0.01', 'one-hot', '0.850'],
      ['0.001', 'learned dimension=20', undefined],
      ['0.01', 'learned dimension=20', '0.100'],
    ],
  );
  const texts = textsOf(figure.svg);
  for (const text of ['95.00', '85.00', '10.00', 'none', 'learned dimension=20', axes.x])
    assert.ok(texts.includes(text), text);
  assert.is(marksOf(figure.svg, 'rect').length, 3);
  assert.is(
    figure.description,
    'optimizer.with.learningRate 0.001, embedding one-hot: 95.00 %. optimizer.with.learningRate 0.01, embedding one-hot: 85.00 %. optimizer.with.learningRate 0.01, embedding learned dimension=20: 10.00 %.',
  );
});

test('numbers on colors have a contrast of at least 4.5:1', async () => {
  const many = Array.from({ length: 12 }, (_, i) => group(i, { uses: 'noprop/one-hot' }, i / 11));
  const { svg } = await checkFigure(() => heatMapFigure(many, axes));
  const luminance = (channels: readonly number[]): number => {
    const [red, green, blue] = channels.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const cells = marksOf(svg, 'rect').map(({ attributes: { fill = '' } }) =>
    luminance([...fill.matchAll(/\d+/g)].map(([channel]) => Number(channel))),
  );
  const numbers = marksOf(svg, 'text').map(({ attributes }) => attributes.fill);
  assert.equal([cells.length, numbers.length], [12, 12]);
  cells.forEach((cell, i) => {
    const contrast = numbers[i] === '#000000' ? (cell + 0.05) / 0.05 : 1.05 / (cell + 0.05);
    assert.ok(contrast >= 4.5, `${contrast}`);
    if (i > 0) assert.ok(cell > (cells[i - 1] as number), 'each cell is lighter than the previous one');
  });
  assert.is(new Set(numbers).size, 2);
});

test('refuses groups that differ in more than the axes, instead of hiding all but one', async () => {
  const two = [group(0.01, { uses: 'noprop/one-hot' }, 0.4), group(0.01, { uses: 'noprop/one-hot' }, 0.6)];
  const thrown = await heatMapFigure(two, axes).then(
    () => 'nothing was thrown',
    (error: unknown) => String(error),
  );
  assert.is(thrown, 'Error: internal: 2 groups share the cell optimizer.with.learningRate 0.01, embedding one-hot.');
});

test('gives components of the same name from two vendors separate rows', async () => {
  const figure = await checkFigure(() =>
    heatMapFigure([group(0.01, { uses: 'noprop/learned' }, 0.4), group(0.01, { uses: 'mine/learned' }, 0.6)], axes),
  );
  assert.equal(
    (figure.data as { cells: { y: string; accuracy?: number }[] }).cells.map(({ y, accuracy }) => [y, accuracy]),
    [
      ['{"uses":"noprop/learned"}', 0.4],
      ['{"uses":"mine/learned"}', 0.6],
    ],
  );
});

test('shows "no data" for groups without these axes or without an accuracy', async () => {
  for (const none of [[], [groupOf([{}])], [group(0.001, learned)]]) {
    assert.equal(textsOf((await checkFigure(() => heatMapFigure(none, axes))).svg), ['no data']);
  }
});

test.run();
