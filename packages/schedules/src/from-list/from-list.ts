import { defineSchedule, type FromSchema } from '@noprop/core';
import { createDiscreteSchedule } from '../shared/discrete-schedule';
import { schema } from './from-list.schema';

/**
 * A schedule given as a list of abar.
 *
 * @paper eq:4
 */
export const fromList = defineSchedule<FromSchema<typeof schema>>({
  name: 'noprop/from-list',
  summary: 'Discrete-time noise schedule from a list of abar values.',
  needs: [],
  schema,
  build: ({ alphaBar }) => createDiscreteSchedule(alphaBar, 'alphaBar'),
});
