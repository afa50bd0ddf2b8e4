import {
  type ContinuousSchedule,
  defineSchedule,
  type FromSchema,
  type ScheduleValues,
  type Scope,
} from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { spreadOf } from '../shared/ends';
import { scheduleValues } from '../shared/schedule-values';
import { schema } from './log-linear.schema';

type Options = FromSchema<typeof schema>;

/**
 * log SNR rises linearly in time: the fixed schedule between the same ends as the learned one. The expected
 * denoising loss in continuous time depends on a schedule through its ends alone, so this is its control: a learned
 * shape can change only the variance of the loss.
 *
 * @paper eq:30
 */
export const logLinear = defineSchedule<Options>({
  name: 'noprop/log-linear',
  summary: 'Fixed noise schedule in continuous time whose log SNR is linear.',
  needs: [],
  schema,
  build: (options): ContinuousSchedule => {
    const spread = spreadOf(options);
    const at = (_scope: Scope, t: Tensor): ScheduleValues =>
      scheduleValues(tf.sub(options.gamma1, tf.mul(spread, t)), tf.fill(t.shape, spread));
    return Object.freeze({ kind: 'continuous', parameters: Object.freeze({}), at });
  },
});
