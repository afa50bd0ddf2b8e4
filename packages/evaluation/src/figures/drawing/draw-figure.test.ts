import { PNG } from 'pngjs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { INK } from './colors';
import { drawFigure } from './draw-figure';
import { standaloneSvg } from './standalone-svg';
import { checkFigure } from './testing-figure';
import { elementsOf, textsOf } from './testing-svg';

const test = suite('drawFigure');

const text = { id: 'some', title: 'A & B < "C"', caption: 'What is shown.', description: 'One is 1.' };
const square = {
  width: 100,
  height: 50,
  data: { values: [{ value: 1, name: 'a <b>' }] },
  layer: [
    {
      mark: { type: 'rect', color: '#0072b2' },
      encoding: { x: { value: 0 }, x2: { value: 50 }, y: { value: 0 }, y2: { value: 50 } },
    },
    {
      mark: { type: 'text' },
      encoding: { x: { value: 75 }, y: { value: 25 }, text: { field: 'name', type: 'nominal' } },
    },
  ],
};

test('draws one image with a title and a description, whatever characters they contain', async () => {
  const figure = await checkFigure(() => drawFigure(text, { one: 1 }, square));
  assert.equal(textsOf(figure.svg), ['a <b>']);
  assert.match(
    figure.svg,
    '<title id="some-title">A &#38; B &#60; &#34;C&#34;</title><desc id="some-desc">One is 1.</desc>',
  );
  assert.equal([figure.caption, figure.data], ['What is shown.', { one: 1 }]);
});

test('replaces characters that are invalid in XML by question marks, in titles and in the chart', async () => {
  const odd = { ...text, title: 'a\u0000b\ud800' };
  const values = [{ value: 1, name: 'c\u0007d\udc00 & <e> id="f"' }];
  const figure = await drawFigure(odd, {}, { ...square, data: { values } });
  assert.equal(textsOf(figure.svg), ['c?d? & <e> id="f"']);
  assert.match(figure.svg, '<title id="some-title">a?b?</title>');
  assert.ok(figure.png().length > 0, 'resvg can parse it');
});

test('has no background, no classes but those of marks, and only the role of the whole image', async () => {
  const { svg } = await drawFigure(text, {}, square);
  assert.equal(svg.match(/ role="[^"]*"/g), [' role="img"']);
  assert.not.match(svg, /class="(?!mark-)/);
  assert.not.match(svg, /xlink|aria-hidden|background/);
  const fills = elementsOf(svg).flatMap(({ attributes: { fill } }) =>
    fill === undefined || fill === 'none' ? [] : [fill],
  );
  assert.equal(fills, ['#0072b2', INK]);
});

test('a PNG has the paper and ink of its theme, and twice the size by default', async () => {
  const { png, svg } = await drawFigure(text, {}, square);
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) as unknown as [string, number, number];
  const read = (bytes: Uint8Array): PNG => PNG.sync.read(Buffer.from(bytes));
  const light = read(png());
  assert.equal([light.width, light.height], [2 * width, 2 * height]);
  const pixel = ({ data, width: across }: PNG, x: number, y: number): string =>
    data.subarray(4 * (y * across + x), 4 * (y * across + x) + 3).toString('hex');
  assert.equal([pixel(light, 1, 1), pixel(light, 50, 50)], ['ffffff', '0072b2']);
  const dark = read(png({ theme: 'dark', width: 436 }));
  assert.is(dark.width, 436);
  assert.is(pixel(dark, 1, 1), '16181d');
  const inks = (image: PNG): readonly boolean[] =>
    ['1a1a1a', 'e8e8e8'].map((ink) => image.data.toString('hex').includes(`${ink}ff`));
  assert.equal(
    [inks(light), inks(dark)],
    [
      [true, false],
      [false, true],
    ],
  );
  assert.equal(png(), png(), 'equal bytes');
});

test('a standalone SVG adds the paper and ink of its theme and changes nothing else', async () => {
  const { svg } = await drawFigure(text, {}, square);
  const [open = ''] = /^<svg [^>]*>/.exec(svg) ?? [];
  const file = standaloneSvg(svg);
  assert.is(
    file,
    `${open.replace('<svg ', '<svg color="#1a1a1a" ')}<rect width="100%" height="100%" fill="#ffffff"/>${svg.slice(open.length)}\n`,
  );
  assert.match(standaloneSvg(svg, 'dark'), '<svg color="#e8e8e8" xmlns=');
});

test('shows "no data" without a chart', async () => {
  const figure = await checkFigure(() => drawFigure(text, {}, undefined));
  assert.equal(textsOf(figure.svg), ['no data']);
  assert.is(figure.description, 'No data.');
});

test.run();
