import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { tableaus } from './tableaus';

const test = suite('tableaus');

test('lists each tableau under its own name', () => {
  assert.equal(Object.keys(tableaus), ['euler', 'midpoint', 'heun', 'rk4', 'three-eighths', 'dopri5']);
  for (const [name, tableau] of Object.entries(tableaus)) assert.is(tableau.name, name);
  assert.ok(Object.isFrozen(tableaus));
});

test.run();
