import { noPropCt } from '../noprop-ct/noprop-ct';
import { testCompiledPrediction } from './compiled-prediction';
import { toyContinuousParts } from './toy-parts';

testCompiledPrediction(noPropCt, { parts: toyContinuousParts, options: { steps: 1000 } });
