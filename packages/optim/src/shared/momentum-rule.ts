import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Rule } from './by-group';
import { type Decay, type Entry, updateEach } from './per-parameter';
import { type Rate, type RateSchedule, rateAt } from './rate-schedule';

/** Options of gradient descent with momentum, for either kind of weight decay. */
export interface MomentumOptions extends Decay {
  readonly learningRate: number;
  readonly momentum: number;
  readonly schedule?: RateSchedule;
}

/** Where weight decay is applied: to the gradient, or to the parameter before its step. */
export interface DecayPlace {
  gradient(entry: Entry): Tensor;
  /** Called once per step, so that values that depend only on the rate are computed once. */
  parameter(rate: Rate): (entry: Entry) => Tensor;
}

/** velocity = momentum velocity + gradient; p = parameter - rate velocity. Without momentum there are no slots. */
export function momentumRule(options: MomentumOptions, decay: DecayPlace): Rule {
  const { learningRate, momentum, schedule } = options;
  const slotNames = momentum === 0 ? [] : ['velocity'];
  const velocityOf = (entry: Entry): Tensor => {
    const gradient = decay.gradient(entry);
    return momentum === 0 ? gradient : tf.add(tf.mul(momentum, entry.slot('velocity')), gradient);
  };
  return {
    slots: slotNames,
    update: (parameters, gradients, slots, _step, fraction) =>
      tf.tidy(() => {
        const rate = rateAt(learningRate, schedule, fraction);
        const start = decay.parameter(rate);
        return updateEach({ parameters, gradients, slots }, slotNames, (entry) => {
          const velocity = velocityOf(entry);
          return { parameter: tf.sub(start(entry), tf.mul(rate, velocity)), slots: { velocity } };
        });
      }),
  };
}
