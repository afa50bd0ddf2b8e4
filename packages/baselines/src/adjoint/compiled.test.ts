import { startTestEngine } from '@noprop/engine/testing';
import {
  toyLearnedEmbedding as embedding,
  testCompiledPrediction,
  toyContinuousParts,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import { adjoint } from './adjoint';
import { checkCompiledGradient } from './compiled-gradient';

const test = suite('compiled gradient of noprop/adjoint');

test.before(() => startTestEngine().then(() => undefined));

for (const gradient of ['adjoint', 'backsolve', 'discrete']) {
  test(`${gradient}: matches eager execution over a hundred steps, and leaks nothing`, () =>
    checkCompiledGradient(100, gradient));
}

test.run();

testCompiledPrediction(adjoint, { parts: toyContinuousParts, options: { steps: 20 } });
testCompiledPrediction(adjoint, { parts: { ...toyContinuousParts, embedding }, options: { steps: 20, solver: 'rk4' } });
