import { definePlugin } from '@noprop/core';
import { convDiscrete } from './conv-discrete/conv-discrete';
import { oneHot } from './one-hot/one-hot';

export const plugin = definePlugin({ name: '@noprop/blocks', components: [convDiscrete, oneHot] });

export default plugin;
