import type { Dataset, DatasetSplit } from '@noprop/core';

const COUNT = 40;

/** Forty training images of 4 x 4 pixels in five classes, enough for an embedding initialized from images. */
export const sampleDataset: Dataset = {
  name: 'sample',
  image: { height: 4, width: 4, channels: 1 },
  classes: 5,
  classNames: ['0', '1', '2', '3', '4'],
  count: (split) => (split === 'train' ? COUNT : 0),
  locate: () => Promise.resolve({ origin: 'generated', location: 'nowhere' }),
  load: (split) => Promise.resolve(split === 'train' ? training : { ...training, count: 0 }),
};

const training: DatasetSplit = {
  images: Uint8Array.from({ length: COUNT * 16 }, (_, i) => (i * i * 31 + i * 17) % 251),
  labels: Uint8Array.from({ length: COUNT }, (_, i) => i % 5),
  count: COUNT,
};
