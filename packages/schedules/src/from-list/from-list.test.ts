import { buildComponent, requireDiscrete } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testSchedule } from '../testing';
import { fromList } from './from-list';

const test = suite('noprop/from-list');

test('keeps the given numbers', () => {
  const given = [0.1, 0.5, 0.9];
  const { alphaBar, steps } = requireDiscrete(buildComponent(fromList, { alphaBar: given }), 'this test');
  assert.equal(alphaBar, given);
  assert.is(steps, 2);
});

test('refuses an invalid list and names the option', () => {
  assert.is(
    messageOf(() => buildComponent(fromList, { alphaBar: [0.9, 0.5] })),
    'alphaBar  Expected alphaBar to increase strictly with t, got alphaBar[1] = 0.5 after alphaBar[0] = 0.9. ' +
      't = 0 is the noisy end and t = T the clean end, the reverse of most diffusion models.  [invalid_schedule]',
  );
  assert.is(
    messageOf(() => buildComponent(fromList, { alphaBar: [0.5, 1] })),
    'alphaBar.1  Expected a number < 1, got 1.  [out_of_range]',
  );
});

test.run();

testSchedule(fromList, { alphaBar: [0.01, 0.3, 0.31, 0.99] });
