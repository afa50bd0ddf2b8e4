import { definePlugin } from '@noprop/core';
import { accuracy } from './accuracy/accuracy';

export const plugin = definePlugin({ name: '@noprop/evaluation', components: [accuracy] });

export default plugin;
