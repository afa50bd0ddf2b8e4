import { defineObjective, type FromSchema, type Method, type Program, type Scope, type Update } from '@noprop/core';
import { headLogits } from '@noprop/objectives';
import type { Tensor } from '@tensorflow/tfjs-core';
import { tanh } from './activation';
import { schema } from './difference-target-propagation.schema';
import { forwardProgram } from './forward-program';
import { inverseProgram } from './inverse-program';
import { activitiesOf, OUTPUT, targetNetwork } from './network';

type Options = FromSchema<typeof schema>;

/**
 * Difference target propagation (Lee, Zhang, Fischer, Bengio, ECML 2015): each layer learns to reach a target that
 * learned inverses of the layers above send down. An epoch trains the inverses on all mini-batches, then the layers.
 * @paper table:1
 */
export const differenceTargetPropagation = defineObjective<Options, 'dataset'>({
  name: 'noprop/difference-target-propagation',
  summary: 'Difference target propagation: learned inverses send each layer a target.',
  needs: ['dataset'],
  schema,
  build: (options, { dataset }): Method => {
    const network = targetNetwork(options.hidden, dataset, tanh);
    const updates = [
      updateOf('inverse', inverseProgram(network, options)),
      updateOf('forward', forwardProgram(network, options)),
    ];
    return {
      groups: network.parameterGroups,
      updates,
      epoch: updates.map(({ name }) => ({ name, updates: [name] })),
      predictor: {
        predict: ({ scopes, images }) => {
          const scopeOf = (group: string): Scope => scopes[group] as Scope;
          const top = activitiesOf(network, scopeOf, images).at(-1) as Tensor;
          return { scores: headLogits(scopeOf(OUTPUT), top) };
        },
      },
    };
  },
});

function updateOf(name: string, program: Program): Update {
  return { name, program, bind: Object.fromEntries(program.reads.map((role) => [role, role])), constants: {} };
}
