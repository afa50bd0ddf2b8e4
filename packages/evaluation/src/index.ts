export { accuracy } from './accuracy/accuracy';
export { plugin } from './plugin';
