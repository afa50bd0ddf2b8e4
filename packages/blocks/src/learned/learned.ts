import { defineEmbedding, type FromSchema } from '@noprop/core';
import { learnedEmbedding } from '../shared/learned-embedding';
import { schema } from './learned.schema';

type Options = FromSchema<typeof schema>;

/**
 * Learned class embeddings of any dimension, "dim=20" in the paper's tables. They start orthogonal if possible and
 * random otherwise, since more rows than columns cannot be orthonormal. @paper table:1
 */
export const learned = defineEmbedding<Options, 'dataset'>({
  name: 'noprop/learned',
  summary: 'Learned class embeddings of any dimension.',
  needs: ['dataset'],
  schema,
  build: ({ dimension, init }, { dataset: { classes } }) =>
    learnedEmbedding(
      classes,
      dimension,
      init === 'orthogonal' && classes <= dimension ? { kind: 'orthogonal' } : { kind: 'normal', deviation: 1 },
    ),
});
