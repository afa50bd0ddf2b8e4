import { toyLearnedEmbedding as embedding, testCompiledPrediction } from '@noprop/objectives/testing';
import { backprop } from './backprop';

testCompiledPrediction(backprop, { options: { steps: 3 } });
testCompiledPrediction(backprop, { options: { steps: 2, classProbability: 'radial' }, parts: { embedding } });
