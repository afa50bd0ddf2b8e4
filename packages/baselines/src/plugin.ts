import { definePlugin } from '@noprop/core';
import { forwardForwardLabel } from './forward-forward-label/forward-forward-label';
import { forwardForwardUnsupervised } from './forward-forward-unsupervised/forward-forward-unsupervised';

export const plugin = definePlugin({
  name: '@noprop/baselines',
  components: [forwardForwardLabel, forwardForwardUnsupervised],
});

export default plugin;
