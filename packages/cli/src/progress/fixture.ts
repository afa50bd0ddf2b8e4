import { Writable } from 'node:stream';
import type { RunEvent, RunResult, StepEvent } from '@noprop/runner';

export const engine = {
  backend: 'tensorflow',
  version: '2.21.0',
  device: 'cpu',
  threads: 2,
  oneDnn: true,
  compiler: 'graph',
  reason: 'libtensorflow is installed',
} as const;

export const step: StepEvent = {
  event: 'step',
  step: 1250,
  steps: 4690,
  epoch: 1,
  epochs: 2,
  pass: 3,
  passes: 5,
  passName: 'block/3',
  passStep: 312,
  passSteps: 469,
  loss: 2.345678,
  terms: { crossEntropy: 2.3, kl: 0.000123456, denoising: 0 },
  metrics: { blockAccuracy: 0.97484 },
  imagesPerSecond: 4567.8,
  secondsLeft: 3905,
};

export const result: RunResult = {
  status: 'completed',
  name: 'tiny',
  planId: 'a'.repeat(64),
  seed: 1,
  steps: 4690,
  secondsPerImage: {},
  evaluation: {
    test: { accuracy: 0.9748, images: 10_000, runs: [0.97, 0.9796], chain: [0.5, 0.9748], alone: [0.983, 0.1] },
  },
  terms: { crossEntropy: 0.1 },
  seconds: 125.4,
  trainingSeconds: 120,
  epochSeconds: [60, 60],
  memory: { peakResidentBytes: 2 ** 30 },
  warnings: [],
  classNames: ['0', '1'],
  engine,
};

/** One of each event, with the line it is shown as. */
export const lines: readonly (readonly [RunEvent, string])[] = [
  [{ event: 'started', run: 'runs/tiny-1', name: 'tiny', planId: 'a' }, 'run runs/tiny-1'],
  [
    { event: 'started', run: 'runs/tiny-1', name: 'tiny', planId: 'a', resumedFrom: 40 },
    'run runs/tiny-1, resumed from step 40',
  ],
  [
    { event: 'engine', engine },
    'engine tensorflow 2.21.0, cpu, 2 threads, oneDNN on, compiler graph (libtensorflow is installed)',
  ],
  [
    { event: 'data', dataset: 'mnist', split: 'test', count: 10_000, source: { origin: 'folder', location: '/data' } },
    'data mnist test: 10000 images, folder: /data',
  ],
  [{ event: 'compiled', name: 'training step', seconds: 1.26, sinceStart: 3 }, 'compiled the training step in 1.3 s'],
  [
    step,
    'epoch 1/2  block/3 (312/469)  loss 2.346  crossEntropy 2.300  kl 0.0001235  denoising 0  blockAccuracy 97.48 %  4568 images/s  1:05:05 left',
  ],
  [{ event: 'epoch', epoch: 1, epochs: 2, seconds: 61 }, 'epoch 1/2 done in 1:01'],
  [{ event: 'checkpoint', step: 40, file: '/runs/x' }, 'checkpoint at step 40'],
  [{ event: 'evaluating', split: 'test', done: 500, total: 10_000 }, 'evaluating test: 500/10000'],
  [{ event: 'evaluated', split: 'test', values: { accuracy: 1 } }, 'evaluated test'],
  [
    { event: 'evaluated', split: 'test', values: { accuracy: 1 }, secondsPerImage: 0.0035231 },
    'evaluated test, 3.52 ms per image',
  ],
  [
    {
      event: 'progress',
      step: 40,
      epoch: 1,
      epochs: 2,
      evaluation: { test: { accuracy: 0.9748 }, train: { accuracy: 1 }, other: { loss: 1 } },
    },
    'evaluated after epoch 1/2  test accuracy 97.48 %  train accuracy 100.00 %',
  ],
  [{ event: 'loading', dataset: 'mnist', message: 'downloading mnist: 40 %' }, 'downloading mnist: 40 %'],
  [{ event: 'warning', message: 'The disk is slow.' }, 'warning: The disk is slow.'],
  [{ event: 'finished', result }, 'completed after 2:05'],
];

/** A stream that keeps what is written to it. */
export class TextStream extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
