export { convContinuous } from './conv-continuous/conv-continuous';
export { convDiscrete } from './conv-discrete/conv-discrete';
export { learned } from './learned/learned';
export { oneHot } from './one-hot/one-hot';
export { plugin } from './plugin';
export { prototype } from './prototype/prototype';
