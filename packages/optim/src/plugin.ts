import { definePlugin } from '@noprop/core';
import { adam } from './adam/adam';
import { adamW } from './adam-w/adam-w';
import { sgd } from './sgd/sgd';

export const plugin = definePlugin({ name: '@noprop/optim', components: [adam, adamW, sgd] });

export default plugin;
