import { defineDataset, type FromSchema, type Normalization } from '@noprop/core';
import type { IdxArchive } from '../shared/archive';
import { createIdxDataset } from '../shared/idx-dataset';
import { withNormalization } from '../shared/normalization';
import { schema } from './mnist.schema';

/** MNIST: 60,000 + 10,000 handwritten digits, 28 x 28 gray (LeCun, Cortes, Burges). @paper table:1 */
export const mnist = defineDataset({
  name: 'noprop/mnist',
  summary: 'MNIST: 60,000 + 10,000 handwritten digits, 28 x 28 gray; from a folder, the cache or a download.',
  needs: [],
  schema,
  build: ({ root, normalization }: FromSchema<typeof schema>) =>
    withNormalization(createIdxDataset(mnistArchive, { root }), normalization, mnistStatistics),
});

/** Mean and standard deviation of the pixels of the 60,000 training images, as fractions of 255. */
export const mnistStatistics: Normalization = { mean: [0.1307], deviation: [0.3081] };

/** The official files of MNIST. */
export const mnistArchive: IdxArchive = {
  name: 'mnist',
  image: { height: 28, width: 28, channels: 1 },
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  counts: { train: 60_000, test: 10_000 },
  mirrors: ['https://ossci-datasets.s3.amazonaws.com/mnist/', 'https://storage.googleapis.com/cvdf-datasets/mnist/'],
  files: {
    train: {
      // MD5 of the published .gz: f68b3c2dcbeaaa9fbdd348bbdeb94873.
      images: {
        name: 'train-images-idx3-ubyte',
        packed: { bytes: 9_912_422, sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609' },
        sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      },
      // MD5: d53e105ee54ea40749a09fcbcd1e9432.
      labels: {
        name: 'train-labels-idx1-ubyte',
        packed: { bytes: 28_881, sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c' },
        sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      },
    },
    test: {
      // MD5: 9fb629c4189551a2d022fa330f9573f3.
      images: {
        name: 't10k-images-idx3-ubyte',
        packed: { bytes: 1_648_877, sha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6' },
        sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      },
      // MD5: ec29112dd5afa0611ce80d1b7f02629c.
      labels: {
        name: 't10k-labels-idx1-ubyte',
        packed: { bytes: 4542, sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6' },
        sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
      },
    },
  },
};
