import { definePlugin } from '@noprop/core';
import { fashionMnist } from './fashion-mnist/fashion-mnist';
import { glyphs } from './glyphs/glyphs';
import { mnist } from './mnist/mnist';

export const plugin = definePlugin({ name: '@noprop/data', components: [mnist, fashionMnist, glyphs] });

export default plugin;
