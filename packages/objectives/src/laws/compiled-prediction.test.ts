import { noPropCt } from '../noprop-ct/noprop-ct';
import { noPropDt } from '../noprop-dt/noprop-dt';
import { noPropFm } from '../noprop-fm/noprop-fm';
import { testCompiledPrediction } from './compiled-prediction';
import { toyContinuousParts, toyLearnedEmbedding } from './toy-parts';

const parts = toyContinuousParts;
const learned = { ...parts, embedding: toyLearnedEmbedding };
const flow = { sampler: 'probability-flow', steps: 20 };

testCompiledPrediction(noPropDt);
testCompiledPrediction(noPropDt, {
  options: { classProbability: 'radial' },
  parts: { embedding: toyLearnedEmbedding },
});
testCompiledPrediction(noPropCt, { parts, options: { steps: 20 } });
testCompiledPrediction(noPropCt, { parts: learned, options: { steps: 7, inferenceNoise: 'all-but-last' } });
testCompiledPrediction(noPropCt, { parts, options: { ...flow, solver: 'rk4' } });
testCompiledPrediction(noPropCt, { parts, options: { steps: 100 } });
testCompiledPrediction(noPropFm, { parts, options: { steps: 20 } });
testCompiledPrediction(noPropFm, { parts: learned, options: { steps: 20, solver: 'rk4' } });
