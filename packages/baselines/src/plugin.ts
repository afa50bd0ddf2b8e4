import { definePlugin } from '@noprop/core';
import { adjoint } from './adjoint/adjoint';
import { backprop } from './backprop/backprop';
import { forwardForwardLabel } from './forward-forward-label/forward-forward-label';
import { forwardForwardUnsupervised } from './forward-forward-unsupervised/forward-forward-unsupervised';
import { forwardGradient } from './forward-gradient/forward-gradient';
import { differenceTargetPropagation } from './target-propagation/difference-target-propagation';

export const plugin = definePlugin({
  name: '@noprop/baselines',
  components: [
    backprop,
    adjoint,
    forwardForwardLabel,
    forwardForwardUnsupervised,
    forwardGradient,
    differenceTargetPropagation,
  ],
});

export default plugin;
