import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { palette } from '../drawing/colors';
import { checkFigure } from '../drawing/testing-figure';
import { marksOf, textsOf } from '../drawing/testing-svg';
import { groupOf } from '../shared/testing-record';
import { barsFigure } from './bars-figure';
import { headsFigure, initializationsFigure } from './paper-bars';

const test = suite('barsFigure');

const text = { id: 'bars', title: 'Bars', caption: 'Bars.' };
const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 0.02, `expected ${expected}, got ${found}`);
/** Height of a bar, whose path is `M x,y h width v height h -width Z`. */
const heights = (svg: string): readonly number[] =>
  marksOf(svg, 'rect').map(({ attributes }) => Number(/v(-?[\d.]+)/.exec(attributes.d as string)?.[1]));

test('starts at zero for bars far apart, 190 pixels high', async () => {
  const bars = [
    { dataset: 'A', category: 'one', series: 's', accuracy: 0.5 },
    { dataset: 'A', category: 'two', series: 's', accuracy: 0.25 },
  ];
  const figure = await checkFigure(() => barsFigure(text, bars));
  const [first, second] = heights(figure.svg) as [number, number];
  near(first, 190);
  near(second, 95);
  for (const label of ['50.00', '25.00', 'one', 'two', 'test accuracy (%)'])
    assert.ok(textsOf(figure.svg).includes(label), label);
  assert.is(figure.description, 'A, one, s: 50.00 %. A, two, s: 25.00 %.');
});

test('shows where the axis starts for bars close together', async () => {
  const bars = [
    { dataset: 'A', category: 'one', series: 's', accuracy: 0.994, spread: 0.0005, paper: 0.995, paperSpread: 0.0005 },
    { dataset: 'A', category: 'two', series: 's', accuracy: 0.992 },
  ];
  const { svg } = await checkFigure(() => barsFigure(text, bars));
  // From 99.1 to 99.6.
  assert.ok(textsOf(svg).includes('test accuracy (%) from 99.1'));
  const [first, second] = heights(svg) as [number, number];
  near(first, (190 * 0.3) / 0.5);
  near(second, (190 * 0.1) / 0.5);
  const bar = marksOf(svg, 'rect')[0];
  const [, left = '', top = '', width = ''] = /M([\d.]+),([\d.]+)h([\d.]+)/.exec(bar?.attributes.d as string) ?? [];
  const diamond = marksOf(svg, 'symbol').at(-1);
  assert.is(diamond?.attributes.stroke, palette.vermillion);
  near((bar?.y as number) + Number(top) - (diamond?.y as number), (190 * 0.1) / 0.5);
  assert.ok((diamond?.x as number) > (bar?.x as number) + Number(left) + Number(width), 'to the right of the bar');
  const lengths = marksOf(svg, 'rule').map(({ attributes }) => Math.abs(Number(attributes.y2)));
  lengths.forEach((length) => near(length, (190 * 0.1) / 0.5));
  assert.is(lengths.length, 2);
});

test('draws Figure 7 with a cluster per embedding and a bar per head', async () => {
  const groups = ['one-hot', 'prototype'].flatMap((embedding) =>
    ['softmax', 'radial'].map((classProbability, i) =>
      groupOf([
        {
          objective: { uses: 'noprop/noprop-dt', with: { classProbability } },
          embedding: { uses: `noprop/${embedding}`, with: {} },
          expected: { paper: 0.9947, spread: 0.0005 },
          test: { runs: [0.99 + 0.001 * i] },
        },
      ]),
    ),
  );
  const figure = await checkFigure(() => headsFigure(groups));
  assert.is(figure.id, 'figure-7');
  assert.equal((figure.data as { bars: unknown[] }).bars[3], {
    dataset: 'MNIST',
    category: 'prototype',
    series: 'radial',
    accuracy: 0.991,
    paper: 0.9947,
    paperSpread: 0.0005,
  });
  const fills = marksOf(figure.svg, 'rect').map(({ attributes }) => attributes.fill);
  assert.equal(fills, [palette.blue, palette.green, palette.blue, palette.green]);
});

test('draws Figure 11 with a bar per initialization', async () => {
  const groups = ['orthogonal', 'prototype', 'random'].map((init) =>
    groupOf([
      { embedding: { uses: 'noprop/prototype', with: { init } }, expected: { paper: 0.9951 }, test: { runs: [0.98] } },
    ]),
  );
  const figure = await checkFigure(() => initializationsFigure(groups));
  assert.is(figure.id, 'figure-11');
  assert.is(marksOf(figure.svg, 'rect').length, 3);
  assert.is(
    figure.description,
    'MNIST, orthogonal, measured: 98.00 %, paper 99.51 %. MNIST, prototype, measured: 98.00 %, paper 99.51 %. MNIST, random, measured: 98.00 %, paper 99.51 %.',
  );
});

test("gives each point of a sweep's matrix its own panel, in sweep order", async () => {
  const at = (learningRate: number, init: string, accuracy: number) =>
    groupOf([{ embedding: { uses: 'noprop/prototype', with: { init } }, test: { runs: [accuracy] } }], {
      'optimizer.with.learningRate': learningRate,
    });
  const figure = await checkFigure(() =>
    initializationsFigure([at(0.01, 'random', 0.5), at(0.001, 'random', 0.25), at(0.001, 'prototype', 0.75)]),
  );
  assert.is(
    figure.description,
    'MNIST, learningRate=0.01, random, measured: 50.00 %. MNIST, learningRate=0.001, random, measured: 25.00 %. MNIST, prototype, measured: 75.00 %.',
  );
  const titles = textsOf(figure.svg).filter((each) => each.startsWith('MNIST'));
  assert.equal(titles, ['MNIST, learningRate=0.01', 'MNIST, learningRate=0.001', 'MNIST']);
  assert.is(marksOf(figure.svg, 'rect').length, 3);
});

test('shows "no data" if nothing was measured', async () => {
  assert.equal(textsOf((await checkFigure(() => headsFigure([]))).svg), ['no data']);
  const bars = [{ dataset: 'A', category: 'one', series: 's', accuracy: Number.NaN }];
  assert.equal(textsOf((await barsFigure(text, bars)).svg), ['no data']);
});

test.run();
