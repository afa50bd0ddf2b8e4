import { defineObjective, type FromSchema, type Method, NopropError } from '@noprop/core';
import { singleUpdate } from '@noprop/objectives';
import { networkGroups, valuesOf } from '../forward-forward/network';
import { schema } from './forward-forward-label.schema';
import { createPredictor } from './predictor';
import { labelProgram } from './program';

export type Options = FromSchema<typeof schema>;

/**
 * Forward-Forward with the label in the pixels (Hinton, arXiv 2212.13345, section 3.3): an image with its own label is
 * positive, one with a wrong label negative.
 *
 * @throws NopropError `too_many_classes` if there are more classes than values in an image
 * @paper sec:3.1
 */
export const forwardForwardLabel = defineObjective<Options, 'dataset'>({
  name: 'noprop/forward-forward-label',
  summary: 'Forward-Forward, supervised: the right or a wrong label is written into the pixels.',
  needs: ['dataset'],
  schema,
  build: (options, { dataset }): Method => {
    const { classes } = dataset;
    if (classes > valuesOf(dataset)) {
      throw new NopropError({
        code: 'too_many_classes',
        path: '',
        message: `Expected at most ${valuesOf(dataset)} classes, one per value of an image, got ${classes}.`,
        hint: 'Use noprop/forward-forward-unsupervised, which writes no label into the image.',
      });
    }
    return {
      groups: networkGroups(options, dataset),
      ...singleUpdate(labelProgram(options, dataset)),
      predictor: createPredictor(options, dataset),
    };
  },
});
