import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cosine } from '../cosine/cosine';
import { logLinear } from '../log-linear/log-linear';
import { testContinuousSchedule, testSchedule } from '../testing';

const test = suite('law suites of schedules');

test('a schedule of the other kind is sent to the other suite', () => {
  assert.is(
    messageOf(() => testSchedule(logLinear)),
    '"noprop/log-linear" is a schedule in continuous time; its laws are testContinuousSchedule\'s.',
  );
  assert.is(
    messageOf(() => testContinuousSchedule(cosine)),
    '"noprop/cosine" is a schedule in discrete time; its laws are testSchedule\'s.',
  );
});

test.run();
