import { RandomStream } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Placement } from './placement';

const test = suite('Placement');

function mapped(placement: Placement, u: number, v: number): [number, number] {
  const out = new Float64Array(2);
  placement.map(u, v, out, 0);
  return [out[0] as number, out[1] as number];
}

test('without distortion centers an upright glyph of 0.52 of the width and 0.68 of the height', () => {
  const placement = new Placement();
  placement.draw(new RandomStream(1, 'placement'), 100, 0);
  assert.equal(mapped(placement, 0.5, 0.5), [50, 50]);
  const [left, top] = mapped(placement, 0, 0);
  const [right, bottom] = mapped(placement, 1, 1);
  for (const [actual, expected] of [
    [left, 24],
    [top, 16],
    [right, 76],
    [bottom, 84],
  ] as const) {
    assert.ok(Math.abs(actual - expected) < 1e-9, `expected ${expected}, got ${actual}`);
  }
});

test('moves the center of a glyph by less than a fifth of the image', () => {
  const placement = new Placement();
  let furthest = 0;
  for (let i = 0; i < 2000; i++) {
    placement.draw(new RandomStream(1, 'placement', [i, 0]), 100, 1);
    const [x, y] = mapped(placement, 0.5, 0.5);
    furthest = Math.max(furthest, Math.abs(x - 50), Math.abs(y - 50));
  }
  assert.ok(furthest > 9.5 && furthest < 20, `furthest ${furthest}`);
});

test('draw leaves nothing of an earlier placement', () => {
  const [used, fresh] = [new Placement(), new Placement()];
  used.draw(new RandomStream(1, 'one'), 28, 1);
  used.draw(new RandomStream(1, 'two'), 28, 1);
  fresh.draw(new RandomStream(1, 'two'), 28, 1);
  assert.equal(mapped(used, 0.3, 0.9), mapped(fresh, 0.3, 0.9));
});

test.run();
