import { defineEmbedding, type FromSchema, type Initializer } from '@noprop/core';
import { learnedEmbedding } from '../shared/learned-embedding';
import { schema } from './prototype.schema';
import { computePrototypes } from './prototypes';

type Options = FromSchema<typeof schema>;

/** Learned class embeddings of the image's size, D = H W C, initialized from images. @paper fig:11 */
export const prototype = defineEmbedding<Options, 'dataset'>({
  name: 'noprop/prototype',
  summary: "Learned class embeddings of the image's size, initialized from training images of each class.",
  needs: ['dataset'],
  schema,
  build: ({ init }, { dataset: { classes, image } }) => {
    const dimension = image.height * image.width * image.channels;
    return learnedEmbedding(classes, dimension, initializers[init](classes <= dimension));
  },
});

const random: Initializer = { kind: 'normal', deviation: 1 };

const initializers: Readonly<Record<Options['init'], (orthogonalExists: boolean) => Initializer>> = {
  prototype: () => ({
    kind: 'data',
    summary: 'the training image of each class with the smallest median distance to the others of its class',
    compute: computePrototypes,
  }),
  orthogonal: (orthogonalExists) => (orthogonalExists ? { kind: 'orthogonal' } : random),
  random: () => random,
};
