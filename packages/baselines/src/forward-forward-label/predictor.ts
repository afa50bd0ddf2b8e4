import type { Dataset, Predictor } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { goodness } from '../forward-forward/goodness';
import { readHead } from '../forward-forward/head';
import { runLayers } from '../forward-forward/layers';
import { asRows, scopesOfNetwork } from '../forward-forward/network';
import type { Options } from './forward-forward-label';
import { createOverlay, neutralStrengths } from './overlay';

/**
 * `energy` tries each label and scores it by the goodness of all hidden layers but the first, whose goodness depends
 * mostly on the pixels. `softmax` takes one pass with the neutral label, read by the head.
 */
export function createPredictor(options: Options, dataset: Dataset): Predictor {
  const { classes } = dataset;
  const overlay = createOverlay(dataset);
  return {
    predict: ({ scopes, images }) => {
      const { layers, head } = scopesOfNetwork(scopes, options);
      const rows = asRows(images);
      if (options.prediction === 'softmax') {
        return { scores: readHead(head, runLayers(layers, overlay(rows, neutralStrengths(classes)))) };
      }
      const energies = Array.from({ length: classes }, (_, k): Tensor => {
        const label = tf.reshape(tf.oneHot(tf.scalar(k, 'int32'), classes, 1, 0, 'float32'), [1, classes]);
        const { activities } = runLayers(layers, overlay(rows, label));
        return tf.addN(activities.slice(1).map(goodness));
      });
      return { scores: tf.stack(energies, 1) };
    },
  };
}
