import { definePlugin } from '@noprop/core';
import { noPropDt } from './noprop-dt/noprop-dt';

export const plugin = definePlugin({ name: '@noprop/objectives', components: [noPropDt] });

export default plugin;
