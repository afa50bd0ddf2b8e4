import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Rule } from './by-group';
import { type Decay, type Entry, updateEach } from './per-parameter';
import { type Rate, type RateSchedule, rateAt } from './rate-schedule';

/** Options that gradient descent with momentum has, however its weights decay. */
export interface MomentumOptions extends Decay {
  readonly learningRate: number;
  readonly momentum: number;
  readonly schedule?: RateSchedule;
}

/** Where weight decay enters: into the gradient, or into the parameter before its step. */
export interface DecayPlace {
  gradient(entry: Entry): Tensor;
  /** Called once a step, so that what depends on the rate alone is computed once. */
  parameter(rate: Rate): (entry: Entry) => Tensor;
}

/** velocity = momentum velocity + gradient; p = parameter - rate velocity. Without momentum nothing is remembered. */
export function momentumRule(options: MomentumOptions, decay: DecayPlace): Rule {
  const { learningRate, momentum, schedule } = options;
  const slotNames = momentum === 0 ? [] : ['velocity'];
  const velocityOf = (entry: Entry): Tensor => {
    const gradient = decay.gradient(entry);
    return momentum === 0 ? gradient : tf.add(tf.mul(momentum, entry.slot('velocity')), gradient);
  };
  return {
    slots: slotNames,
    update: (parameters, gradients, slots, _step, progress) =>
      tf.tidy(() => {
        const rate = rateAt(learningRate, schedule, progress);
        const start = decay.parameter(rate);
        return updateEach({ parameters, gradients, slots }, slotNames, (entry) => {
          const velocity = velocityOf(entry);
          return { parameter: tf.sub(start(entry), tf.mul(rate, velocity)), slots: { velocity } };
        });
      }),
  };
}
