import { definePlugin } from '@noprop/core';
import { cosine } from './cosine/cosine';
import { fromList } from './from-list/from-list';
import { learned } from './learned/learned';
import { linear } from './linear/linear';
import { logLinear } from './log-linear/log-linear';

export const plugin = definePlugin({
  name: '@noprop/schedules',
  components: [cosine, linear, fromList, learned, logLinear],
});

export default plugin;
