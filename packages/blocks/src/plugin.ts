import { definePlugin } from '@noprop/core';
import { convContinuous } from './conv-continuous/conv-continuous';
import { convDiscrete } from './conv-discrete/conv-discrete';
import { oneHot } from './one-hot/one-hot';

export const plugin = definePlugin({ name: '@noprop/blocks', components: [convContinuous, convDiscrete, oneHot] });

export default plugin;
