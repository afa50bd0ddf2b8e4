import { definePlugin } from '@noprop/core';
import { convContinuous } from './conv-continuous/conv-continuous';
import { convDiscrete } from './conv-discrete/conv-discrete';
import { learned } from './learned/learned';
import { oneHot } from './one-hot/one-hot';
import { prototype } from './prototype/prototype';

export const plugin = definePlugin({
  name: '@noprop/blocks',
  components: [convContinuous, convDiscrete, learned, oneHot, prototype],
});

export default plugin;
