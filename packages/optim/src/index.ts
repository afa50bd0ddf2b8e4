export { adam } from './adam/adam';
export { adamW } from './adam-w/adam-w';
export { plugin } from './plugin';
export { rmsPropCentred } from './rmsprop-centred/rmsprop-centred';
export { sgd } from './sgd/sgd';
export { sgdW } from './sgd-w/sgd-w';
