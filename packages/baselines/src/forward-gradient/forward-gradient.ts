import { type Dataset, defineObjective, type FromSchema, type Issue, type Method, NopropError } from '@noprop/core';
import { schema } from './forward-gradient.schema';
import { localMixer } from './local-mixer';
import { createPredictor } from './predictor';
import { mixerProgram } from './program';

export type Options = FromSchema<typeof schema>;

/**
 * LG-FG-A, "Forward Gradient" in Table 1: blocks with local losses whose gradients are estimated from the effect of
 * noise on their activities (Ren, Kornblith, Liao, Hinton, ICLR 2023). @paper table:1
 */
export const forwardGradient = defineObjective<Options, 'dataset'>({
  name: 'noprop/forward-gradient',
  summary: 'Forward gradients of local greedy losses, from noise on the activities (LG-FG-A), on LocalMixer.',
  needs: ['dataset'],
  schema,
  build: (options, { dataset }): Method => {
    requireFit(options, dataset);
    const mixer = localMixer(options, dataset);
    const program = mixerProgram(mixer, options);
    const bind = Object.fromEntries(program.reads.map((role) => [role, role]));
    return {
      groups: mixer.parameterGroups,
      updates: [{ name: 'mixer', program, bind, constants: {} }],
      epoch: [{ name: 'mixer', updates: ['mixer'] }],
      predictor: createPredictor(mixer),
    };
  },
});

function requireFit({ patches, channels, groups }: Options, { image: { height, width } }: Dataset): void {
  const issues: Issue[] = [];
  if (height % patches !== 0 || width % patches !== 0) {
    issues.push({
      code: 'patches_do_not_fit',
      path: 'patches',
      message: `Expected patches that tile the ${height} x ${width} pixels exactly, got ${patches} along each side.`,
      hint: 'Choose a number that divides height and width.',
    });
  }
  if (channels % groups !== 0) {
    issues.push({
      code: 'groups_do_not_fit',
      path: 'groups',
      message: `Expected groups of equal size, got ${groups} groups for ${channels} channels.`,
      hint: 'Choose a number that divides channels.',
    });
  }
  if (issues.length > 0) throw new NopropError(issues);
}
