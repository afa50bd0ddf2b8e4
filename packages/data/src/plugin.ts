import { definePlugin } from '@noprop/core';
import { cifar10 } from './cifar-10/cifar-10';
import { cifar100 } from './cifar-100/cifar-100';
import { fashionMnist } from './fashion-mnist/fashion-mnist';
import { glyphs } from './glyphs/glyphs';
import { mnist } from './mnist/mnist';

export const plugin = definePlugin({
  name: '@noprop/data',
  components: [mnist, fashionMnist, cifar10, cifar100, glyphs],
});

export default plugin;
