import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFigure } from '../drawing/testing-figure';
import { marksOf, textsOf } from '../drawing/testing-svg';
import { type DenoisedImage, trajectoryFigure } from './trajectory-figure';

const test = suite('trajectoryFigure');

const classNames = ['cat', 'dog', 'ship', 'frog'];
const image = (label: number | undefined, ...rows: readonly (readonly number[])[]): DenoisedImage => ({
  name: 'image 7',
  ...(label === undefined ? {} : { label }),
  states: rows.map((probabilities, i) => ({
    t: i / (rows.length - 1),
    probabilities: Float64Array.from(probabilities),
  })),
});
const near = (found: number | undefined, expected: number): void =>
  assert.ok(Math.abs((found ?? Number.NaN) - expected) < 0.02, `expected ${expected}, got ${found}`);

test('draws probabilities over time, and names the true class, the final one and those that were ever probable', async () => {
  const wrong = image(0, [0.25, 0.25, 0.3, 0.2], [0.3, 0.5, 0.15, 0.05], [0.2, 0.8, 0, 0]);
  const figure = await checkFigure(() => trajectoryFigure([wrong], classNames));
  const texts = textsOf(figure.svg);
  for (const text of ['image 7', 'cat (true)', 'dog', 'ship', 'no picture', 'time t', '50'])
    assert.ok(texts.includes(text), text);
  assert.not(texts.includes('frog'));
  const [first, second, third, fourth] = marksOf(figure.svg, 'symbol');
  // The true class comes first: 25, 30 and 20 % of 110 pixels, then the final class from 25 %.
  near((first?.y as number) - (second?.y as number), 110 * 0.05);
  near((third?.y as number) - (second?.y as number), 110 * 0.1);
  near(fourth?.y, first?.y as number);
  assert.is(marksOf(figure.svg, 'line').length, 4);
  assert.is(figure.description, 'image 7 ends as dog (80.00 %); the true class is cat.');
});

test('shows each picture in its own row', async () => {
  const picture = { height: 1, width: 1, channels: 3, pixels: Uint8Array.of(1, 2, 3) };
  const right = { ...image(1, [0.25, 0.25, 0.25, 0.25], [0, 1, 0, 0]), picture };
  const unknown = { ...image(undefined, [0.25, 0.25, 0.25, 0.25], [0, 0, 0, 1]), picture };
  const figure = await checkFigure(() => trajectoryFigure([right, unknown], classNames));
  const [first, second] = marksOf(figure.svg, 'image');
  assert.is(first?.x, second?.x);
  assert.ok((second?.y as number) > (first?.y as number) + 110);
  assert.is(figure.description, 'image 7 ends as dog (100.00 %), which is correct. image 7 ends as frog (100.00 %).');
});

test('names at most three of a hundred classes', async () => {
  const rows = [0, 1, 2].map((s) => Array.from({ length: 100 }, (_, k) => (k === 40 + s ? 0.7 : 0.3 / 99)));
  const names = Array.from({ length: 100 }, (_, k) => `class ${k}`);
  const { svg } = await checkFigure(() => trajectoryFigure([image(3, ...rows)], names));
  const named = textsOf(svg).filter((text) => text.startsWith('class'));
  assert.equal(named.sort(), ['class 3 (true)', 'class 40', 'class 42']);
});

test('shows "no data" without finite states', async () => {
  for (const images of [[], [image(0)], [image(0, [Number.NaN, 1])]]) {
    const figure = await trajectoryFigure(images, classNames);
    assert.equal(textsOf(figure.svg), ['no data']);
  }
});

test.run();
