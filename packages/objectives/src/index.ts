export { noPropDt } from './noprop-dt/noprop-dt';
export { plugin } from './plugin';
export { headLogits, linearHead } from './shared/linear-head';
export { noisedLabel } from './shared/noise';
export { batchAccuracy, crossEntropyTerm, denoisingTerm, klTerm } from './shared/terms';
