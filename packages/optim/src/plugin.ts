import { definePlugin } from '@noprop/core';
import { adam } from './adam/adam';
import { adamW } from './adam-w/adam-w';
import { rmsPropCentred } from './rmsprop-centred/rmsprop-centred';
import { sgd } from './sgd/sgd';
import { sgdW } from './sgd-w/sgd-w';

export const plugin = definePlugin({ name: '@noprop/optim', components: [adam, adamW, rmsPropCentred, sgd, sgdW] });

export default plugin;
