import type { Dataset, Program } from '@noprop/core';
import { tf } from '@noprop/engine';
import { oneHotLabels } from '@noprop/objectives';
import { contrast } from '../forward-forward/contrast';
import { trainHead } from '../forward-forward/head';
import { halves, layerName, runLayers } from '../forward-forward/layers';
import { asRows, rolesOf, scopesOfNetwork } from '../forward-forward/network';
import type { Options } from './forward-forward-label';
import { hardNegatives } from './hard-negatives';
import { createOverlay, neutralStrengths } from './overlay';

/**
 * One mini-batch: a positive pass with the right labels, a neutral pass that trains the head and draws likely wrong
 * labels from it, and a negative pass with those. All layers and the head are updated at once, from the parameters
 * before the batch.
 */
export function labelProgram(options: Options, dataset: Dataset): Program {
  const { classes } = dataset;
  const overlay = createOverlay(dataset);
  const roles = rolesOf(options);
  return {
    name: 'forward-forward-label',
    reads: roles,
    writes: roles,
    terms: ['positive', 'negative', 'crossEntropy'],
    metrics: ['ordered', 'accuracy'],
    gradient: ({ scopes, batch: { images, labels }, random }) => {
      const { layers, head } = scopesOfNetwork(scopes, options);
      const rows = asRows(images);
      // One pass over twice the rows uses the processor better than two passes.
      const right = overlay(rows, oneHotLabels(labels, classes));
      const [positive, neutral] = halves(
        runLayers(layers, tf.concat([right, overlay(rows, neutralStrengths(classes))])),
      );
      const read = trainHead(head, neutral, labels);
      const wrong = hardNegatives(read.logits, labels, random.fold('negatives'));
      const negative = runLayers(layers, overlay(rows, oneHotLabels(wrong, classes)));
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
