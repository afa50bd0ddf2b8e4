import { homedir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { explainFailure, type TrialEnd } from './explain-failure';

const test = suite('explainFailure');

const end = { exitCode: 1, signal: null, stderr: '', plugins: [] } as const;

const SMALLER = 'Reduce training.batchSize, the blocks or the data.';
const cases: readonly (readonly [name: string, Partial<TrialEnd>, reason: string])[] = [
  [
    'passes on the reason of a result',
    { reason: 'training  The loss is NaN at step 3.  [diverged]' },
    'training  The loss is NaN at step 3.  [diverged]',
  ],
  [
    'explains the heap limit',
    {
      exitCode: 134,
      stderr:
        '\n<--- Last few GCs --->\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n 1: 0xb76 node',
    },
    'Out of memory: the JavaScript heap reached its limit. Raise it with NODE_OPTIONS=--max-old-space-size=<MiB>, or make the trial smaller.',
  ],
  [
    'explains a device out of memory',
    { reason: 'RESOURCE_EXHAUSTED: OOM when allocating tensor with shape[128,1024]' },
    `Out of memory on the device: RESOURCE_EXHAUSTED: OOM when allocating tensor with shape[128,1024]. ${SMALLER}`,
  ],
  [
    'explains a failed buffer allocation',
    { stderr: 'at x\nRangeError: Array buffer allocation failed\n    at new ArrayBuffer' },
    `Out of memory: RangeError: Array buffer allocation failed. ${SMALLER}`,
  ],
  [
    'explains a kill by the kernel',
    { exitCode: null, signal: 'SIGKILL' },
    'Killed by the system (SIGKILL), most likely because the machine ran out of memory. Run fewer trials at once (--jobs), or make the trial smaller.',
  ],
  [
    'names a plugin that crashed',
    { stderr: 'TypeError: f is not a function.\n    at build (/x/node_modules/@a/b/index.js:1:1)', plugins: ['@a/b'] },
    'The plugin "@a/b" failed: TypeError: f is not a function.',
  ],
  [
    'passes on issues of a plan',
    { exitCode: 2, stderr: 'warning: x\na.yaml:1:2  dataset  There are no data. Get them.  [dataset_missing]\n' },
    'a.yaml:1:2  dataset  There are no data. Get them.  [dataset_missing]',
  ],
  [
    'shortens paths of the machine',
    {
      exitCode: 2,
      stderr: `${join(process.cwd(), 'a.yaml')}:1:2  dataset  No data in /a/b/c/d, ${homedir()}/e. Get them.  [dataset_missing]`,
    },
    'a.yaml:1:2  dataset  No data in .../c/d, ~/e. Get them.  [dataset_missing]',
  ],
  [
    'quotes any other error',
    { stderr: 'warning: x\nError: internal: odd\n    at y' },
    'The process exited with code 1: Error: internal: odd.',
  ],
  ['names any other signal', { exitCode: null, signal: 'SIGSEGV' }, 'The process was killed by SIGSEGV.'],
  ['otherwise quotes the last line', { exitCode: 7, stderr: 'one\ntwo\n' }, 'The process exited with code 7: two'],
];

for (const [name, given, reason] of cases) {
  test(name, () => assert.is(explainFailure({ ...end, ...given }), reason));
}

test.run();
