export { noPropCt } from './noprop-ct/noprop-ct';
export { noPropDt } from './noprop-dt/noprop-dt';
export { noPropFm } from './noprop-fm/noprop-fm';
export { plugin } from './plugin';
export {
  type ClassProbabilityOptions,
  type ClassReader,
  classProbabilityProperties,
  classReader,
} from './shared/class-probability';
export { createBlock } from './shared/create-block';
export { headLogits, linearHead } from './shared/linear-head';
export { noisedLabel } from './shared/noise';
export { oneHotLabels } from './shared/one-hot-labels';
export { classEmbeddings, proximity } from './shared/proximity';
export { predictionOf, segmentsOf } from './shared/readings';
export { embeddingGroup, headGroup, isLearned, role } from './shared/roles';
export { singleUpdate } from './shared/single-update';
export { solverProperty } from './shared/solver';
export { batchAccuracy, crossEntropyTerm, denoisingTerm, flowMatchingTerm, klTerm } from './shared/terms';
export { sampleTimes } from './shared/times';
export { continuousTransition } from './shared/transition';
