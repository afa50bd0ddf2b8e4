import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { grounds, INK, palette, seriesStyle } from './colors';

const test = suite('colors of figures');

type Triple = readonly [number, number, number];

/** Red, green and blue of `#rrggbb` on a linear scale from 0 to 1 (sRGB, IEC 61966-2-1). */
const linear = (color: string): Triple =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as never;

const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as never;

/** WCAG 2: (lighter + 0.05) / (darker + 0.05) of the relative luminances. */
function contrast(a: string, b: string): number {
  const [first, second] = [a, b].map((color) => {
    const [red, green, blue] = linear(color);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }) as [number, number];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/**
 * How people without one kind of cone see a color, in linear RGB: Machado, Oliveira and Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.
 */
const visions: Readonly<Record<string, readonly Triple[]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** CIE 1976 L*a*b* of linear RGB, white D65. */
function lab(rgb: Triple): Triple {
  const [x, y, z] = times(
    [
      [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
    ],
    rgb.map((value) => Math.min(1, Math.max(0, value))) as never,
  ).map((t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)) as unknown as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Distance in L*a*b* (CIE 1976 Delta E); about 2.3 is just noticeable. */
function distance(a: string, b: string, vision: readonly Triple[]): number {
  const [first, second] = [a, b].map((color) => lab(times(vision, linear(color)))) as [Triple, Triple];
  return Math.hypot(...first.map((value, i) => value - (second[i] as number)));
}

test('matches contrasts computed by hand: white on black is 21, blue on white 5.19', () => {
  assert.is(contrast('#ffffff', '#000000'), 21);
  assert.is(contrast('#ffffff', '#0072b2').toFixed(2), '5.19');
});

test('every color has a contrast of at least 3:1 on both backgrounds, every ink 7:1 on its own', () => {
  const found = Object.entries(palette).map(([name, color]) => [
    name,
    contrast(color, grounds.light.paper).toFixed(2),
    contrast(color, grounds.dark.paper).toFixed(2),
  ]);
  assert.equal(found, [
    ['blue', '5.19', '3.42'],
    ['vermillion', '3.87', '4.59'],
    ['green', '3.42', '5.19'],
    ['purple', '3.06', '5.80'],
  ]);
  for (const { paper, ink } of Object.values(grounds)) assert.ok(contrast(paper, ink) >= 7);
});

test('any two colors, inks included, are at least 15 Delta E apart, also for protanopia and deuteranopia', () => {
  const least = Object.fromEntries(
    Object.entries(visions).map(([name, vision]) => {
      const distances = Object.values(grounds).flatMap(({ ink }) => {
        const colors = [...Object.values(palette), ink];
        return colors.flatMap((a, i) => colors.slice(i + 1).map((b) => distance(a, b, vision)));
      });
      return [name, Math.min(...distances)];
    }),
  );
  for (const [name, found] of Object.entries(least)) assert.ok(found >= 15, `${name}: ${found.toFixed(1)}`);
});

test('the simulation keeps grays, and makes red and green alike', () => {
  for (const vision of Object.values(visions)) {
    for (const row of vision) assert.ok(Math.abs(row.reduce((a, b) => a + b) - 1) < 1e-5);
  }
  const [red, green] = ['#d02020', '#6a6a00'];
  assert.ok(
    distance(red, green, visions.deuteranopia as readonly Triple[]) <
      distance(red, green, visions.full as readonly Triple[]) / 2,
  );
});

test('the first twenty series differ, and each differs from the previous one in color, dash and shape', () => {
  const styles = Array.from({ length: 20 }, (_, i) => seriesStyle(i));
  const [first, second] = styles;
  assert.equal(first, { color: '#0072b2', dash: [], shape: 'circle' });
  assert.equal(second, { color: '#d55e00', dash: [7, 3], shape: 'square' });
  assert.is(styles[4]?.color, INK);
  assert.is(new Set(styles.map((style) => JSON.stringify(style))).size, 20);
  styles.slice(1).forEach((style, i) => {
    const before = styles[i];
    assert.not.equal(style.color, before?.color);
    assert.not.equal(style.dash, before?.dash);
    assert.not.equal(style.shape, before?.shape);
  });
});

test.run();
