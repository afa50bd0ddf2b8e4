import { defineEmbedding, type FromSchema } from '@noprop/core';
import { tf } from '@noprop/engine';
import { schema } from './one-hot.schema';

type Options = FromSchema<typeof schema>;

/** Fixed class embeddings: W_Embed is the identity, so D = K and there is nothing to learn. @paper table:1 */
export const oneHot = defineEmbedding<Options, 'dataset'>({
  name: 'noprop/one-hot',
  summary: 'Fixed one-hot class embeddings.',
  needs: ['dataset'],
  schema,
  build: (_, { dataset: { classes } }) => ({
    classes,
    dimension: classes,
    parameters: {},
    embed: (_scope, labels) => tf.cast(tf.oneHot(labels, classes), 'float32'),
    mix: (_scope, weights) => weights,
  }),
});
