import { definePlugin } from '@noprop/core';
import { cosine } from './cosine/cosine';
import { learned } from './learned/learned';
import { logLinear } from './log-linear/log-linear';

export const plugin = definePlugin({ name: '@noprop/schedules', components: [cosine, learned, logLinear] });

export default plugin;
