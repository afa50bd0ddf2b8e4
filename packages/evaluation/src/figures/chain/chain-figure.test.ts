import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFigure } from '../drawing/testing-figure';
import { elementsOf, marksOf, textsOf } from '../drawing/testing-svg';
import { groupOf } from '../shared/testing-record';
import { chainFigure } from './chain-figure';

const test = suite('chainFigure');

const near = (found: number | undefined, expected: number): void =>
  assert.ok(Math.abs((found ?? Number.NaN) - expected) < 0.02, `expected ${expected}, got ${found}`);

test('draws blocks as two lines on one scale from 0 to 100, 260 pixels high', async () => {
  const group = groupOf([{ test: { chain: [0.1, 0.35, 0.9], alone: [0.95, 0.8, 0.2] } }]);
  const figure = await checkFigure(() => chainFigure(group));
  const symbols = marksOf(figure.svg, 'symbol');
  // Six points, and one next to each of the two names.
  assert.is(symbols.length, 8);
  const [first, second, third] = symbols;
  near((first?.y as number) - (second?.y as number), 260 * 0.25);
  near((second?.y as number) - (third?.y as number), 260 * 0.55);
  near((third?.x as number) - (second?.x as number), (second?.x as number) - (first?.x as number));
  near((first?.y as number) - (symbols[3]?.y as number), 260 * 0.85);
  const texts = textsOf(figure.svg);
  for (const text of ['1', '2', '3', 'block', '0', '100', 'test accuracy (%)', 'in the chain', 'block alone']) {
    assert.ok(texts.includes(text), text);
  }
  assert.is(figure.title, 'Test accuracy after each block: NoProp-DT (one-hot)');
  assert.is(
    figure.description,
    'In the chain, block by block: 10.00 %, 35.00 %, 90.00 %. Each block alone: 95.00 %, 80.00 %, 20.00 %.',
  );
  assert.equal(figure.data, {
    by: 'block',
    chain: [0.1, 0.35, 0.9].map((accuracy, i) => ({ at: i + 1, accuracy })),
    alone: [0.95, 0.8, 0.2].map((accuracy, i) => ({ at: i + 1, accuracy })),
  });
});

test('puts the name of a line at the height of its end', async () => {
  const { svg } = await chainFigure(groupOf([{ test: { chain: [0.1, 0.9], alone: [0.9, 0.2] } }]));
  const symbols = marksOf(svg, 'symbol');
  const names = elementsOf(svg).filter(({ text }) => text === 'in the chain' || text === 'block alone');
  const ends = [symbols[1], symbols[3]];
  // The baseline is a third of the font size below the middle.
  names.forEach(({ y }, i) => assert.ok(Math.abs(y - (ends[i]?.y as number)) < 5, `${y}`));
});

test('draws times as one line from t = 1 / n to 1', async () => {
  const group = groupOf([{ objective: { uses: 'noprop/noprop-ct', with: {} }, test: { chain: [0.2, 0.4, 0.8, 0.9] } }]);
  const figure = await checkFigure(() => chainFigure(group, 'ct'));
  assert.equal(
    (figure.data as { chain: { at: number }[] }).chain.map(({ at }) => at),
    [0.25, 0.5, 0.75, 1],
  );
  assert.is(figure.title, 'Test accuracy over time t: NoProp-CT (one-hot)');
  assert.is(figure.description, 'Over time: 20.00 %, 40.00 %, 80.00 %, 90.00 %.');
  assert.ok(textsOf(figure.svg).includes('time t'));
});

test('describes blocks without a chain by their own heads, without mentioning noise', async () => {
  const group = groupOf([{ objective: { uses: 'noprop/forward-gradient', with: {} }, test: { alone: [0.4, 0.7] } }]);
  const { title, caption, description } = await checkFigure(() => chainFigure(group));
  assert.match(title, /^Test accuracy of each block: /);
  assert.is(caption, 'Test accuracy of each block, by its own head.');
  assert.is(description, 'Each block alone: 40.00 %, 70.00 %.');
});

test('draws several seeds as a mean and a band of one standard deviation, in any order', async () => {
  const seeds = [0.5, 0.6, 0.7].map((accuracy, i) => ({
    seed: i,
    test: { chain: [accuracy, 0.9], alone: [0.5, 0.5] },
  }));
  const figure = await checkFigure(() => chainFigure(groupOf(seeds)));
  const { chain } = figure.data as { chain: { accuracy: number; spread: number }[] };
  assert.ok(Math.abs((chain[0]?.accuracy ?? 0) - 0.6) < 1e-12);
  assert.ok(Math.abs((chain[0]?.spread ?? 0) - 0.1) < 1e-12);
  const band = marksOf(figure.svg, 'area')[0]?.attributes.d;
  const corners = [...(band as string).matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const first = corners.filter(([x]) => x === 0).map(([, y]) => y as number);
  // 50 to 90 % in 260 pixels: the band is 20 points high at the first block and flat at the second.
  near(Math.max(...first) - Math.min(...first), (260 * 20) / 40);
  assert.is((await chainFigure(groupOf([...seeds].reverse()))).svg, figure.svg);
});

test('labels every other of many blocks, and draws no symbols on the lines', async () => {
  const chain = Array.from({ length: 40 }, (_, i) => (i + 1) / 40);
  const { svg } = await checkFigure(() => chainFigure(groupOf([{ test: { chain, alone: chain } }])));
  assert.is(marksOf(svg, 'symbol').length, 0);
  assert.ok(textsOf(svg).includes('40'));
  assert.not(textsOf(svg).includes('39'));
});

test('shows "no data" without finite values', async () => {
  for (const chain of [[], [Number.NaN]]) {
    const figure = await checkFigure(() => chainFigure(groupOf([{ test: { chain } }])));
    assert.equal(textsOf(figure.svg), ['no data']);
  }
  assert.equal(textsOf((await chainFigure(groupOf([]))).svg), ['no data']);
});

test.run();
