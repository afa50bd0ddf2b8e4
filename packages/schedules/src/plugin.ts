import { definePlugin } from '@noprop/core';
import { cosine } from './cosine/cosine';

export const plugin = definePlugin({ name: '@noprop/schedules', components: [cosine] });

export default plugin;
