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
 * Fixed schedule whose log SNR rises linearly in time, between the same ends as the learned schedule. It is the control
 * for the learned one: in continuous time the expected denoising loss depends only on the ends, so a learned shape can
 * change only the variance of the loss.
 *
 * @paper eq:30
 */
export const logLinear = defineSchedule<Options>({
  name: 'noprop/log-linear',
  summary: 'Fixed continuous-time noise schedule with linear log SNR.',
  needs: [],
  schema,
  build: (options): ContinuousSchedule => {
    const spread = spreadOf(options);
    const at = (_scope: Scope, t: Tensor): ScheduleValues =>
      scheduleValues(tf.sub(options.gamma1, tf.mul(spread, t)), tf.fill(t.shape, spread));
    return Object.freeze({ kind: 'continuous', parameters: Object.freeze({}), at });
  },
});
