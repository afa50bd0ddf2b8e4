import { buildComponent, requireDiscrete } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testSchedule } from '../testing';
import { fromList } from './from-list';

const test = suite('noprop/from-list');

test('holds the numbers as they are given', () => {
  const given = [0.1, 0.5, 0.9];
  const { alphaBar, steps } = requireDiscrete(buildComponent(fromList, { alphaBar: given }), 'this test');
  assert.equal(alphaBar, given);
  assert.is(steps, 2);
});

test('what is no schedule is refused, at the list', () => {
  assert.is(
    messageOf(() => buildComponent(fromList, { alphaBar: [0.9, 0.5] })),
    'alphaBar  alphaBar must increase strictly with t, found alphaBar[1] = 0.5 after alphaBar[0] = 0.9. ' +
      't = 0 is the noisy end and t = T the clean one, opposite to the index of most diffusion models.  [invalid_schedule]',
  );
  assert.is(
    messageOf(() => buildComponent(fromList, { alphaBar: [0.5, 1] })),
    'alphaBar.1  Wanted a number < 1, found 1.  [out_of_range]',
  );
});

test.run();

testSchedule(fromList, { alphaBar: [0.01, 0.3, 0.31, 0.99] });
