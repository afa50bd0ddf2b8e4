import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digits } from './digits';

const test = suite('digits');

test('has at least two glyphs for each of the ten digits', () => {
  assert.is(digits.length, 10);
  for (const ways of digits) assert.ok(ways.length >= 2);
});

test('every stroke has at least two points', () => {
  for (const stroke of digits.flat(2)) assert.ok(stroke.length >= 4 && stroke.length % 2 === 0);
});

test('every glyph fills the height of the unit square and stays inside', () => {
  digits.forEach((ways, digit) => {
    for (const glyph of ways) {
      const points = glyph.flat();
      const xs = points.filter((_, i) => i % 2 === 0);
      const ys = points.filter((_, i) => i % 2 === 1);
      assert.ok(Math.min(...xs) > -0.01 && Math.max(...xs) < 1.01, `width of a ${digit}`);
      assert.ok(Math.min(...ys) > -0.03 && Math.max(...ys) < 1.03, `height of a ${digit}`);
      assert.ok(Math.max(...ys) - Math.min(...ys) > 0.9, `a ${digit} fills the height`);
    }
  });
});

test('all glyphs differ', () => {
  const texts = digits.flat().map((glyph) => JSON.stringify(glyph));
  assert.is(new Set(texts).size, texts.length);
});

test.run();
