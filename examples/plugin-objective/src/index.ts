export { huber } from './huber/huber';
export { plugin as default } from './plugin';
