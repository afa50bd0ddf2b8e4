export { adjoint } from './adjoint/adjoint';
export { backprop } from './backprop/backprop';
export { forwardForwardLabel } from './forward-forward-label/forward-forward-label';
export { forwardForwardUnsupervised } from './forward-forward-unsupervised/forward-forward-unsupervised';
export { forwardGradient } from './forward-gradient/forward-gradient';
export { plugin } from './plugin';
export { differenceTargetPropagation } from './target-propagation/difference-target-propagation';
