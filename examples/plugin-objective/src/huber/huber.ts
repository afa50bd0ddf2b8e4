import { buildComponent, defineObjective, type FromSchema, requireDiscrete, type Update } from '@noprop/core';
import { noPropDt } from '@noprop/objectives';
import { schema } from './huber.schema';
import { blockProgram, jointProgram, type Network } from './programs';

type Options = FromSchema<typeof schema>;

/** NoProp-DT whose blocks minimize a Huber loss; groups, passes, head and predictor are those of NoProp-DT. */
export const huber = defineObjective<Options, 'dataset' | 'embedding' | 'schedule' | 'blocks'>({
  name: 'huber/noprop-dt',
  summary: 'NoProp in discrete time with a Huber loss instead of the squared error.',
  needs: ['dataset', 'embedding', 'schedule', 'blocks'],
  schema,
  build: ({ delta, ...options }, parts) => {
    const { dataset, embedding, blocks } = parts;
    const schedule = requireDiscrete(parts.schedule, 'huber/noprop-dt');
    const block = blocks.create({ image: dataset.image, classes: dataset.classes, embedding: embedding.dimension });
    const network: Network = { block, embedding, schedule, delta };
    // All blocks share one program, so the training step is compiled once.
    const programs = { block: blockProgram(network), joint: jointProgram(network) };
    const method = buildComponent(noPropDt, options, parts);
    const withHuber = (update: Update): Update => {
      const { block: trainsBlock, head: trainsHead } = update.bind;
      if (trainsBlock === undefined) return update;
      return { ...update, program: trainsHead === undefined ? programs.block : programs.joint };
    };
    return { ...method, updates: method.updates.map(withHuber) };
  },
});
