import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cosine } from '../cosine/cosine';
import { logLinear } from '../log-linear/log-linear';
import { testContinuousSchedule, testSchedule } from '../testing';

const test = suite('schedule law suites');

test('refuses a schedule of the wrong kind and names the right suite', () => {
  assert.is(
    messageOf(() => testSchedule(logLinear)),
    '"noprop/log-linear" is a continuous-time schedule. Use testContinuousSchedule.',
  );
  assert.is(
    messageOf(() => testContinuousSchedule(cosine)),
    '"noprop/cosine" is a discrete-time schedule. Use testSchedule.',
  );
});

test.run();
