export { adam } from './adam/adam';
export { adamW } from './adam-w/adam-w';
export { plugin } from './plugin';
export { sgd } from './sgd/sgd';
export { sgdW } from './sgd-w/sgd-w';
