import { definePlugin } from '@noprop/core';
import { noPropCt } from './noprop-ct/noprop-ct';
import { noPropDt } from './noprop-dt/noprop-dt';
import { noPropFm } from './noprop-fm/noprop-fm';

export const plugin = definePlugin({ name: '@noprop/objectives', components: [noPropDt, noPropCt, noPropFm] });

export default plugin;
