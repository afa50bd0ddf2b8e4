import { suite } from 'uvu';
import { killAndResume } from './cut-sweep';

const test = suite('interrupted sweeps');

test('resume to identical results after SIGKILL at ten random moments', () => killAndResume(10));

test.run();
