export { cosine } from './cosine/cosine';
export { learned } from './learned/learned';
export { logLinear } from './log-linear/log-linear';
export { plugin } from './plugin';
export { createDiscreteSchedule } from './shared/discrete-schedule';
