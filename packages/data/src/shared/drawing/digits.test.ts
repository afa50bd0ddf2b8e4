import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digits } from './digits';

const test = suite('digits');

test('each of the ten digits can be written in two ways or more', () => {
  assert.is(digits.length, 10);
  for (const ways of digits) assert.ok(ways.length >= 2);
});

test('every stroke has two points or more', () => {
  for (const stroke of digits.flat(2)) assert.ok(stroke.length >= 4 && stroke.length % 2 === 0);
});

test('every glyph fills the unit square from top to bottom and stays inside', () => {
  digits.forEach((ways, digit) => {
    for (const glyph of ways) {
      const points = glyph.flat();
      const xs = points.filter((_, i) => i % 2 === 0);
      const ys = points.filter((_, i) => i % 2 === 1);
      assert.ok(Math.min(...xs) > -0.01 && Math.max(...xs) < 1.01, `width of a ${digit}`);
      assert.ok(Math.min(...ys) > -0.03 && Math.max(...ys) < 1.03, `height of a ${digit}`);
      assert.ok(Math.max(...ys) - Math.min(...ys) > 0.9, `a ${digit} is as high as the others`);
    }
  });
});

test('no two glyphs are the same', () => {
  const texts = digits.flat().map((glyph) => JSON.stringify(glyph));
  assert.is(new Set(texts).size, texts.length);
});

test.run();
