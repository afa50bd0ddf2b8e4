import type { Dataset, Program } from '@noprop/core';
import { tf } from '@noprop/engine';
import { contrast } from '../forward-forward/contrast';
import { trainHead } from '../forward-forward/head';
import { halves, layerName, runLayers } from '../forward-forward/layers';
import { asRows, rolesOf, scopesOfNetwork } from '../forward-forward/network';
import type { Options } from './forward-forward-unsupervised';
import { createHybrids } from './hybrid';

/**
 * One mini-batch: the layers learn to distinguish its images from hybrids without labels, while the head learns the
 * classes from the layers' activities for the images.
 */
export function unsupervisedProgram(options: Options, { image }: Dataset): Program {
  const hybrids = createHybrids(image, { blurs: options.blurs, threshold: options.maskThreshold });
  const roles = rolesOf(options);
  return {
    name: 'forward-forward-unsupervised',
    reads: roles,
    writes: roles,
    terms: ['positive', 'negative', 'crossEntropy'],
    metrics: ['ordered', 'accuracy'],
    gradient: ({ scopes, batch: { images, labels }, random }) => {
      const { layers, head } = scopesOfNetwork(scopes, options);
      const both = tf.concat([images, hybrids(images, random.fold('masks'))]);
      const [positive, negative] = halves(runLayers(layers, asRows(both)));
      const read = trainHead(head, positive, labels);
      const learned = contrast(layers, positive, negative, options);
      const ofLayers = learned.gradients.map((gradients, i) => [layerName(i), gradients] as const);
      return {
        gradients: { ...Object.fromEntries(ofLayers), head: read.gradients },
        terms: { positive: learned.positive, negative: learned.negative, crossEntropy: read.crossEntropy },
        metrics: { ordered: learned.ordered, accuracy: read.accuracy },
      };
    },
  };
}
