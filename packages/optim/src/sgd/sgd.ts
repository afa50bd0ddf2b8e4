import { defineOptimizer, type FromSchema } from '@noprop/core';
import { tf } from '@noprop/engine';
import { updateEach, withPenalty } from '../shared/per-parameter';
import { schema } from './sgd.schema';

type Options = FromSchema<typeof schema>;

/** Stochastic gradient descent: velocity = momentum velocity + g, then p - rate velocity. */
export const sgd = defineOptimizer<Options>({
  name: 'noprop/sgd',
  summary: 'Stochastic gradient descent, with momentum and an L2 penalty if wanted.',
  needs: [],
  schema,
  build: ({ learningRate, momentum, weightDecay }) => {
    const slotNames = momentum === 0 ? [] : ['velocity'];
    return {
      slots: slotNames,
      update: (parameters, gradients, slots) =>
        tf.tidy(() =>
          updateEach({ parameters, gradients, slots }, slotNames, (entry) => {
            const gradient = withPenalty(entry, weightDecay);
            const velocity = momentum === 0 ? gradient : tf.add(tf.mul(momentum, entry.slot('velocity')), gradient);
            return { parameter: tf.sub(entry.parameter, tf.mul(learningRate, velocity)), slots: { velocity } };
          }),
        ),
    };
  },
});
