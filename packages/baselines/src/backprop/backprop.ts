import {
  type DenoisingBlock,
  defineObjective,
  type Embedding,
  type FromSchema,
  type Method,
  type ParameterGroup,
} from '@noprop/core';
import {
  type ClassReader,
  classReader,
  createBlock,
  embeddingGroup,
  headGroup,
  singleUpdate,
} from '@noprop/objectives';
import { schema } from './backprop.schema';
import { blockNames } from './chain';
import { createPredictor } from './predictor';
import { endToEndProgram } from './program';

export type Options = FromSchema<typeof schema>;

/** What the groups, the program and the predictor of the method are built from. */
export interface Network {
  readonly block: DenoisingBlock;
  readonly embedding: Embedding;
  /** T. */
  readonly steps: number;
  readonly read: ClassReader;
}

const NAME = 'noprop/backprop';

/** The back-propagation baseline: the blocks and the head of NoProp-DT, trained end to end. @paper eq:15 */
export const backprop = defineObjective<Options, 'dataset' | 'embedding' | 'blocks'>({
  name: NAME,
  summary: 'The baseline for NoProp-DT: the same blocks as one residual network, trained by back-propagation.',
  needs: ['dataset', 'embedding', 'blocks'],
  schema,
  build: (options, parts): Method => {
    const { embedding } = parts;
    const network: Network = {
      block: createBlock(parts, 'discrete', NAME),
      embedding,
      steps: options.steps,
      read: classReader(embedding, options),
    };
    const program = endToEndProgram(network);
    return {
      groups: groupsOf(network, options.initialAlpha),
      ...singleUpdate(program),
      predictor: createPredictor(network),
    };
  },
});

function groupsOf({ block, embedding, steps }: Network, initialAlpha: number): readonly ParameterGroup[] {
  const { parameters, statistics } = block;
  const values = Array.from({ length: steps }, () => Math.atanh(initialAlpha));
  return [
    ...blockNames(steps).map((name) => ({ name, parameters, statistics })),
    { name: 'mixing', parameters: { w: { shape: [steps], init: { kind: 'values', values } } }, statistics: {} },
    headGroup(embedding),
    embeddingGroup(embedding),
  ];
}
