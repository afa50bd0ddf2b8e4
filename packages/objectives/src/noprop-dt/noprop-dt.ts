import {
  type DenoisingBlock,
  type DiscreteSchedule,
  defineObjective,
  type Embedding,
  type FromSchema,
  type Method,
  type ParameterGroup,
  type Pass,
  requireDiscrete,
  type Update,
} from '@noprop/core';
import { type ClassReader, classReader } from '../shared/class-probability';
import { createBlock } from '../shared/create-block';
import { embeddingGroup, headGroup, isLearned } from '../shared/roles';
import { schema } from './noprop-dt.schema';
import { createPredictor } from './predictor';
import { classifyProgram, denoiseProgram, jointProgram } from './programs';

export type Options = FromSchema<typeof schema>;

/** The components of the programs and the predictor. */
export interface Network {
  readonly block: DenoisingBlock;
  readonly embedding: Embedding;
  readonly schedule: DiscreteSchedule;
  readonly read: ClassReader;
}

const NAME = 'noprop/noprop-dt';

/** NoProp-DT: T blocks, each trained on its own to denoise a noised label. @paper alg:1 */
export const noPropDt = defineObjective<Options, 'dataset' | 'embedding' | 'schedule' | 'blocks'>({
  name: NAME,
  summary: 'NoProp in discrete time: each block learns on its own to denoise the label.',
  needs: ['dataset', 'embedding', 'schedule', 'blocks'],
  schema,
  build: (options, parts): Method => {
    const { embedding, schedule } = parts;
    const network: Network = {
      block: createBlock(parts, 'discrete', NAME),
      embedding,
      schedule: requireDiscrete(schedule, NAME),
      read: classReader(embedding, options),
    };
    const steps = Array.from({ length: network.schedule.steps }, (_, i) => i + 1);
    const updates = isLearned(embedding)
      ? coupledUpdates(network, options.eta)
      : independentUpdates(network, options.eta);
    return {
      groups: groupsOf(network, steps),
      updates,
      epoch: steps.map((t) => passOf(t, updates)),
      predictor: createPredictor(network, options.inferenceNoise),
    };
  },
});

function groupsOf({ block, embedding }: Network, steps: readonly number[]): readonly ParameterGroup[] {
  const blocks = steps.map((t) => ({ name: blockName(t), parameters: block.parameters, statistics: block.statistics }));
  const head = headGroup(embedding);
  return [...blocks, head, embeddingGroup(embedding)];
}

/** With a fixed embedding, the blocks and the head share no parameters: T + 1 independent updates. */
function independentUpdates(network: Network, eta: number): readonly Update[] {
  const denoise = denoiseProgram(network);
  const classify: Update = {
    name: 'head',
    program: classifyProgram(network),
    bind: { head: 'head', embedding: 'embedding' },
    constants: {},
  };
  return [...perStep(network, (t) => updateOf(network, t, eta, denoise, {})), classify];
}

/** All terms share a learned embedding, so each update minimizes the whole loss. */
function coupledUpdates(network: Network, eta: number): readonly Update[] {
  const joint = jointProgram(network);
  return perStep(network, (t) => updateOf(network, t, eta, joint, { head: 'head' }));
}

const perStep = <R>({ schedule }: Network, make: (t: number) => R): R[] =>
  Array.from({ length: schedule.steps }, (_, i) => make(i + 1));

function updateOf(
  { schedule }: Network,
  t: number,
  eta: number,
  program: Update['program'],
  others: Readonly<Record<string, string>>,
): Update {
  const { alphaBar, snr, steps } = schedule;
  const at = (values: readonly number[], index: number): number => values[index] as number;
  return {
    name: blockName(t),
    program,
    bind: { block: blockName(t), embedding: 'embedding', ...others },
    constants: { alphaBar: at(alphaBar, t - 1), weight: (steps / 2) * eta * (at(snr, t) - at(snr, t - 1)) },
  };
}

/** In pass t, Algorithm 1 trains theta_t, theta_out and W_Embed. */
function passOf(t: number, updates: readonly Update[]): Pass {
  // The head goes first because its terms come first in the paper's loss.
  const names = ['head', blockName(t)].filter((name) => updates.some((update) => update.name === name));
  return { name: blockName(t), updates: names };
}

const blockName = (t: number): string => `block/${t}`;
