export { cosine } from './cosine/cosine';
export { plugin } from './plugin';
export { createDiscreteSchedule } from './shared/discrete-schedule';
