import { startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import { checkCompiledGradient } from './compiled-gradient';

const test = suite('compiled gradient of noprop/adjoint');

test.before(() => startTestEngine().then(() => undefined));

for (const gradient of ['adjoint', 'backsolve', 'discrete']) {
  test(`${gradient}: matches eager execution over a thousand steps, and leaks nothing`, () =>
    checkCompiledGradient(1000, gradient));
}

test.run();
