import type { SinkRecord } from '@noprop/core';

/** For tests: records of every kind, as a run with two passes per epoch sends them. */
export const everyRecord: readonly SinkRecord[] = [
  {
    record: 'step',
    step: 10,
    epoch: 1,
    passes: 2,
    passName: 'block/1',
    loss: 2.3,
    terms: { crossEntropy: 2.25, kl: 0.05 },
    metrics: { blockAccuracy: 0.125 },
    imagesPerSecond: 1234.5,
  },
  {
    record: 'step',
    step: 20,
    epoch: 1,
    passes: 2,
    passName: 'block/2',
    loss: 1.1,
    terms: { crossEntropy: 1, kl: 0.1 },
    metrics: { blockAccuracy: 0.5 },
    imagesPerSecond: 1300,
  },
  { record: 'epoch', epoch: 1, step: 20, seconds: 3.5 },
  { record: 'progress', epoch: 1, step: 20, split: 'test', values: { accuracy: 0.5, runs: [0.5], chain: [0.25, 0.5] } },
  {
    record: 'evaluated',
    step: 20,
    split: 'test',
    values: {
      accuracy: 0.625,
      runs: [0.5, 0.75],
      images: 8,
      chain: [0.25, 0.625],
      alone: [0.5, 0.5],
      confusion: [
        [3, 1],
        [2, 2],
      ],
    },
    secondsPerImage: 0.001,
  },
  { record: 'finished', status: 'completed', step: 20, seconds: 4.5 },
];
