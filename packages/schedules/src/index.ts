export { cosine } from './cosine/cosine';
export { fromList } from './from-list/from-list';
export { learned } from './learned/learned';
export { linear } from './linear/linear';
export { logLinear } from './log-linear/log-linear';
export { plugin } from './plugin';
export { createDiscreteSchedule } from './shared/discrete-schedule';
