import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFigure } from '../drawing/testing-figure';
import { marksOf, textsOf } from '../drawing/testing-svg';
import { type ScheduleCurve, scheduleFigure } from './schedule-figure';

const test = suite('scheduleFigure');

const curve = (name: string, gamma: readonly number[]): ScheduleCurve => ({
  name,
  t: gamma.map((_, i) => i / (gamma.length - 1)),
  gamma,
  snr: gamma.map((value) => Math.exp(-value)),
});
const near = (found: number | undefined, expected: number): void =>
  assert.ok(Math.abs((found ?? Number.NaN) - expected) < 0.02, `expected ${expected}, got ${found}`);

test('draws gamma on a linear scale and the SNR on a log scale, both 190 pixels high', async () => {
  const figure = await checkFigure(() => scheduleFigure([curve('initial', [4, 1, -4]), curve('learned', [2, 0, -2])]));
  const symbols = marksOf(figure.svg, 'symbol');
  // In each panel, three points per curve and one symbol per name.
  assert.is(symbols.length, 16);
  const [first, second, third] = symbols;
  near((second?.y as number) - (first?.y as number), (190 * 3) / 8);
  near((third?.y as number) - (first?.y as number), 190);
  near((third?.x as number) - (second?.x as number), (second?.x as number) - (first?.x as number));
  // exp(-4) to exp(4) is within 0.01 to 100: four powers of ten.
  const ratio = symbols.slice(8);
  near((ratio[0]?.y as number) - (ratio[2]?.y as number), (190 * 8) / Math.log(10) / 4);
  const texts = textsOf(figure.svg);
  for (const text of ['gamma(t)', 'SNR(t)', '0.01', '0.1', '1', '10', '100', 'time t', '−4'])
    assert.ok(texts.includes(text), text);
  assert.is(texts.filter((text) => text === 'learned').length, 2);
  assert.is(
    figure.description,
    'initial: gamma 4.00 and SNR 0.0183 at t = 0, gamma -4.00 and SNR 54.6 at t = 1. learned: gamma 2.00 and SNR 0.135 at t = 0, gamma -2.00 and SNR 7.39 at t = 1.',
  );
});

test('draws many times as lines without symbols', async () => {
  const { svg } = await checkFigure(() =>
    scheduleFigure([
      curve(
        'learned',
        Array.from({ length: 101 }, (_, i) => 5 - i / 10),
      ),
    ]),
  );
  assert.is(marksOf(svg, 'symbol').length, 0);
  assert.is(marksOf(svg, 'line').length, 2);
});

test('leaves out what is not finite, and shows "no data" if nothing is left', async () => {
  const figure = await checkFigure(() => scheduleFigure([{ ...curve('a', [4, 1, -4]), snr: [0, 0.5, 50] }]));
  assert.is(marksOf(figure.svg, 'symbol').length, 4 + 3);
  for (const curves of [[], [curve('a', [])]]) {
    assert.equal(textsOf((await scheduleFigure(curves)).svg), ['no data']);
  }
  const broken = await scheduleFigure([curve('a', [Number.NaN, Number.NaN])]);
  assert.equal(textsOf(broken.svg), ['no data']);
});

test.run();
