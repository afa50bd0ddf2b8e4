import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { callSite } from './call-site';

const test = suite('call site');

const site = (...frames: string[]): string | undefined =>
  callSite(
    Object.assign(new Error('call'), {
      stack: ['Error: call', ...frames.map((frame) => `    at ${frame}`)].join('\n'),
    }),
  );

test('finds the innermost frame outside the engine, TensorFlow.js, packages and Node', () => {
  const found = site(
    'markCall (/repo/packages/engine/src/call-site.ts:3:16)',
    'Array.map (<anonymous>)',
    'new Promise (<anonymous>)',
    'matMul_ (/repo/tfjs-core/src/ops/mat_mul.ts:30:1)',
    'run (/repo/node_modules/koffi/index.js:1:1)',
    'node:internal/process/task_queues:95:5',
    'loss (/repo/packages/blocks/src/block.ts:12:34)',
    'step (/repo/packages/runner/src/step.ts:1:2)',
  );
  assert.is(found, '/repo/packages/blocks/src/block.ts:12:34');
});

test('handles anonymous functions, paths with spaces, Windows paths, URLs and engine tests', () => {
  assert.is(site('/home/me/my model/run.ts:1:2'), '/home/me/my model/run.ts:1:2');
  assert.is(site('run (C:\\model\\run.ts:1:2)'), 'C:\\model\\run.ts:1:2');
  assert.is(site('file:///model/run.mjs:1:2'), 'file:///model/run.mjs:1:2');
  assert.is(site('t (/repo/packages/engine/src/tf.test.ts:4:5)'), '/repo/packages/engine/src/tf.test.ts:4:5');
});

test('is undefined when no frame qualifies', () => {
  assert.is(site('Array.map (<anonymous>)', 'node:internal/main:1:1'), undefined);
});

test.run();
