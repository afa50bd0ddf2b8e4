import { defineSchedule, type FromSchema } from '@noprop/core';
import { createDiscreteSchedule } from '../shared/discrete-schedule';
import { schema } from './from-list.schema';

/**
 * A schedule given number by number.
 *
 * @paper eq:4
 */
export const fromList = defineSchedule<FromSchema<typeof schema>>({
  name: 'noprop/from-list',
  summary: 'Noise schedule in discrete time from a list of abar.',
  needs: [],
  schema,
  build: ({ alphaBar }) => createDiscreteSchedule(alphaBar, 'alphaBar'),
});
