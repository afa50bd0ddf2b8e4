import {
  type ContinuousSchedule,
  type DenoisingBlock,
  defineObjective,
  type Embedding,
  type FromSchema,
  type Method,
  type ParameterGroup,
  requireContinuous,
} from '@noprop/core';
import { type ClassReader, classReader } from '../shared/class-probability';
import { createBlock } from '../shared/create-block';
import { embeddingGroup, headGroup } from '../shared/roles';
import { singleUpdate } from '../shared/single-update';
import { schema } from './noprop-ct.schema';
import { createPredictor } from './predictor';
import { diffusionProgram } from './program';

export type Options = FromSchema<typeof schema>;

/** The components of the program and the predictor. */
export interface Network {
  readonly block: DenoisingBlock;
  readonly embedding: Embedding;
  readonly schedule: ContinuousSchedule;
  readonly read: ClassReader;
}

const NAME = 'noprop/noprop-ct';

/** NoProp-CT: one network learns to denoise labels at every noise level, together with the schedule. @paper alg:2 */
export const noPropCt = defineObjective<Options, 'dataset' | 'embedding' | 'schedule' | 'blocks'>({
  name: NAME,
  summary:
    'NoProp in continuous time: one network learns to denoise the label at every time, together with the schedule.',
  needs: ['dataset', 'embedding', 'schedule', 'blocks'],
  schema,
  build: (options, parts): Method => {
    const { embedding, schedule } = parts;
    const network: Network = {
      block: createBlock(parts, 'continuous', NAME),
      embedding,
      schedule: requireContinuous(schedule, NAME),
      read: classReader(embedding, options),
    };
    const program = diffusionProgram(network, options);
    return {
      groups: groupsOf(network),
      ...singleUpdate(program),
      predictor: createPredictor(network, options),
    };
  },
});

function groupsOf({ block, embedding, schedule }: Network): readonly ParameterGroup[] {
  return [
    { name: 'network', parameters: block.parameters, statistics: block.statistics },
    headGroup(embedding),
    { name: 'schedule', parameters: schedule.parameters, statistics: {} },
    embeddingGroup(embedding),
  ];
}
