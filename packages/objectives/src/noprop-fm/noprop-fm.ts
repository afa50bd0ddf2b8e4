import {
  type DenoisingBlock,
  defineObjective,
  type Embedding,
  type FromSchema,
  type Method,
  type ParameterGroup,
} from '@noprop/core';
import { createBlock } from '../shared/create-block';
import { embeddingGroup, headGroup, isLearned } from '../shared/roles';
import { singleUpdate } from '../shared/single-update';
import { schema } from './noprop-fm.schema';
import { createPredictor } from './predictor';
import { flowProgram } from './program';

export type Options = FromSchema<typeof schema>;

/** The components of the program and the predictor. */
export interface Network {
  readonly block: DenoisingBlock;
  readonly embedding: Embedding;
}

const NAME = 'noprop/noprop-fm';

/** NoProp-FM: one network learns the vector field that carries noise to the label's embedding. @paper alg:3 */
export const noPropFm = defineObjective<Options, 'dataset' | 'embedding' | 'blocks'>({
  name: NAME,
  summary: 'NoProp by flow matching: one network learns the vector field from noise to the class embedding.',
  needs: ['dataset', 'embedding', 'blocks'],
  schema,
  build: (options, parts): Method => {
    const { embedding } = parts;
    const network: Network = { block: createBlock(parts, 'continuous', NAME), embedding };
    const program = flowProgram(network, options);
    return {
      groups: groupsOf(network),
      ...singleUpdate(program),
      predictor: createPredictor(network, options),
    };
  },
});

/** The output layer anchors a learned embedding; a fixed embedding needs no anchor. */
function groupsOf({ block, embedding }: Network): readonly ParameterGroup[] {
  return [
    { name: 'network', parameters: block.parameters, statistics: block.statistics },
    ...(isLearned(embedding) ? [headGroup(embedding)] : []),
    embeddingGroup(embedding),
  ];
}
