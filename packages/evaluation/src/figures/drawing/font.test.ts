import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { advanceWidths } from './advance-widths';
import { FONT_NAME, fontFiles, textWidth } from './font';

const test = suite('font');

test("reads DejaVu's own widths: A 1401, space 651, digits 1303 of 2048 units", () => {
  const { widthOf } = advanceWidths(readFileSync(fontFiles.regular));
  assert.is(widthOf('A'), 1401 / 2048);
  assert.is(widthOf(' '), 651 / 2048);
  for (const digit of '0123456789') assert.is(widthOf(digit), 1303 / 2048, digit);
  assert.is(widthOf(''), 0);
  assert.is(widthOf('A 1'), (1401 + 651 + 1303) / 2048);
});

test('scales the width of a text with its size, and makes it wider in bold', () => {
  assert.is(textWidth('1234', { size: 10 }), (40 * 1303) / 2048);
  assert.ok(textWidth('1234', { size: 10, bold: true }) > textWidth('1234', { size: 10 }));
});

test('gives a character that the font lacks the width of its empty box', () => {
  const box = textWidth('\u{10ffff}', { size: 2048 });
  assert.is(textWidth('\u{f8f9}', { size: 2048 }), box);
  assert.ok(box > 0);
});

test('matches the drawn widths: each text moves the bar after it by its width', () => {
  for (const text of ['NoProp', '97.61 ± 0.05 %', 'γ(t) … é']) {
    const drawn = inkRight(`${text}|`) - inkRight('|');
    const expected = textWidth(text, { size: 100 });
    assert.ok(Math.abs(drawn - expected) < 0.5, `${text}: expected ${expected}, got ${drawn}`);
  }
});

/** Right edge of a text drawn at 100 pixels, without kerning. */
function inkRight(text: string): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="200"><text x="10" y="120" font-size="100px" font-family="${FONT_NAME}" style="font-kerning:none">${text}</text></svg>`;
  const font = { loadSystemFonts: false, fontFiles: [fontFiles.regular], defaultFontFamily: FONT_NAME };
  const box = new Resvg(svg, { font }).getBBox();
  return (box?.x ?? 0) + (box?.width ?? 0);
}

test.run();
