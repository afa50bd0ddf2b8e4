import {
  type ContinuousSchedule,
  defineSchedule,
  type FromSchema,
  type ParameterSpec,
  type ParameterSpecs,
  type ScheduleValues,
  type Scope,
} from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { spreadOf } from '../shared/ends';
import { scheduleValues } from '../shared/schedule-values';
import { schema } from './learned.schema';
import { normalizedRise } from './monotone-network';

type Options = FromSchema<typeof schema>;

/**
 * The trainable schedule of Appendix B: gamma falls from gamma_1 at t = 0 to gamma_0 at t = 1 along a monotone network,
 * and SNR = exp(-gamma). The network and both ends are trained. Since gamma_1 = gamma_0 + softplus(spread), the ends
 * keep their order whatever the optimizer does.
 *
 * The network follows the paper's reference (Plaid: 1 to K to 1 units, tanh, positive weights). Plaid's factor of 0.01
 * cancels in the normalization and is left out.
 *
 * @paper eq:30 eq:31 eq:32
 */
export const learned = defineSchedule<Options>({
  name: 'noprop/learned',
  summary: 'Trainable continuous-time noise schedule.',
  needs: [],
  schema,
  build: (options): ContinuousSchedule => {
    const unit: ParameterSpec = { shape: [options.width], init: { kind: 'normal', deviation: 1 } };
    const rawSpread = inverseSoftplus(spreadOf(options));
    const parameters: ParameterSpecs = {
      'hidden/kernel': unit,
      'hidden/bias': unit,
      'output/kernel': unit,
      gamma0: scalar(options.gamma0),
      spread: scalar(rawSpread),
    };
    return Object.freeze({ kind: 'continuous', parameters: Object.freeze(parameters), at });
  },
});

function scalar(value: number): ParameterSpec {
  return { shape: [], init: { kind: 'values', values: [value] } };
}

function at(scope: Scope, t: Tensor): ScheduleValues {
  const network = {
    hiddenKernel: scope.parameter('hidden/kernel'),
    hiddenBias: scope.parameter('hidden/bias'),
    outputKernel: scope.parameter('output/kernel'),
  };
  const spread = tf.softplus(scope.parameter('spread'));
  const { value, rate } = normalizedRise(network, tf.reshape(t, [-1, 1]));
  const gamma = tf.add(scope.parameter('gamma0'), tf.mul(spread, tf.sub(1, value)));
  return scheduleValues(tf.reshape(gamma, t.shape), tf.reshape(tf.mul(spread, rate), t.shape));
}

/** The x with softplus(x) = y, for y > 0. */
function inverseSoftplus(y: number): number {
  return y + Math.log(-Math.expm1(-y));
}
