import { defineObjective, type FromSchema, type Method, NopropError } from '@noprop/core';
import { singleUpdate } from '@noprop/objectives';
import { networkGroups, valuesOf } from '../forward-forward/network';
import { schema } from './forward-forward-label.schema';
import { createPredictor } from './predictor';
import { labelProgram } from './program';

export type Options = FromSchema<typeof schema>;

/**
 * Forward-Forward with the label in the pixels (Hinton, arXiv 2212.13345, section 3.3): an image with its label is
 * positive, with a wrong one negative.
 *
 * @throws NopropError `too_many_classes` where an image has fewer values than there are classes
 * @paper sec:3.1
 */
export const forwardForwardLabel = defineObjective<Options, 'dataset'>({
  name: 'noprop/forward-forward-label',
  summary: 'Forward-Forward, supervised: the label is written into the pixels, rightly or wrongly.',
  needs: ['dataset'],
  schema,
  build: (options, { dataset }): Method => {
    const { classes } = dataset;
    if (classes > valuesOf(dataset)) {
      throw new NopropError({
        code: 'too_many_classes',
        path: '',
        message: `Wanted at least as many values in an image as classes, to write the label there; found ${valuesOf(dataset)} and ${classes}.`,
        hint: 'Use noprop/forward-forward-unsupervised, which needs no label in the image.',
      });
    }
    return {
      groups: networkGroups(options, dataset),
      ...singleUpdate(labelProgram(options, dataset)),
      predictor: createPredictor(options, dataset),
    };
  },
});
