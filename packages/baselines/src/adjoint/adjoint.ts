import { type DenoisingBlock, defineObjective, type Embedding, type FromSchema, type Method } from '@noprop/core';
import { createBlock, embeddingGroup, headGroup, singleUpdate } from '@noprop/objectives';
import { schema } from './adjoint.schema';
import { createPredictor } from './predictor';
import { adjointProgram, unrolledProgram } from './program';

export type Options = FromSchema<typeof schema>;

/** What the groups, the program and the predictor of the method are built from. */
export interface Network {
  readonly block: DenoisingBlock;
  readonly embedding: Embedding;
}

const NAME = 'noprop/adjoint';

/**
 * The adjoint baseline of section 4.5: a neural ordinary differential equation from noise to class, trained
 * end to end by the adjoint equation. @paper table:1 table:3
 */
export const adjoint = defineObjective<Options, 'dataset' | 'embedding' | 'blocks'>({
  name: NAME,
  summary: 'The baseline for NoProp-CT and NoProp-FM: a neural ODE from noise to class, trained by the adjoint method.',
  needs: ['dataset', 'embedding', 'blocks'],
  schema,
  build: (options, parts): Method => {
    const { embedding } = parts;
    const network: Network = { block: createBlock(parts, 'continuous', NAME), embedding };
    const { gradient } = options;
    const program =
      gradient === 'unrolled' ? unrolledProgram(network, options) : adjointProgram(network, { ...options, gradient });
    const { parameters, statistics } = network.block;
    return {
      groups: [{ name: 'network', parameters, statistics }, headGroup(embedding), embeddingGroup(embedding)],
      ...singleUpdate(program),
      predictor: createPredictor(network, options),
    };
  },
});
