import { defineObjective, type FromSchema, type Method } from '@noprop/core';
import { singleUpdate } from '@noprop/objectives';
import { readHead } from '../forward-forward/head';
import { runLayers } from '../forward-forward/layers';
import { asRows, networkGroups, scopesOfNetwork } from '../forward-forward/network';
import { schema } from './forward-forward-unsupervised.schema';
import { unsupervisedProgram } from './program';

export type Options = FromSchema<typeof schema>;

/**
 * Forward-Forward on hybrid images (Hinton, arXiv 2212.13345, section 3.2), whose error of 1.37 % Table 1 quotes.
 * Images are positive, hybrids of two images negative. A softmax head reads the classes from all hidden layers but the
 * first.
 *
 * @paper table:1
 */
export const forwardForwardUnsupervised = defineObjective<Options, 'dataset'>({
  name: 'noprop/forward-forward-unsupervised',
  summary: 'Forward-Forward, unsupervised: images against hybrids of two images; a softmax head reads the classes.',
  needs: ['dataset'],
  schema,
  build: (options, { dataset }): Method => ({
    groups: networkGroups(options, dataset),
    ...singleUpdate(unsupervisedProgram(options, dataset)),
    predictor: {
      predict: ({ scopes, images }) => {
        const { layers, head } = scopesOfNetwork(scopes, options);
        return { scores: readHead(head, runLayers(layers, asRows(images))) };
      },
    },
  }),
});
