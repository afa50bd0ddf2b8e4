import { defineDataset, type FromSchema, type Normalization } from '@noprop/core';
import type { CifarArchive, KnownCopy } from '../shared/cifar/archive';
import { createCifarDataset } from '../shared/cifar/cifar-dataset';
import { withNormalization } from '../shared/normalization';
import { schema } from './cifar-100.schema';
import { coarseNames, coarseOfFine, fineNames } from './class-names';

/**
 * CIFAR-100: color photographs in 100 classes and 20 superclasses (Krizhevsky, "Learning Multiple Layers of Features",
 * 2009). The label is the class (fine label); the superclass is kept as the coarse label. @paper table:1
 */
export const cifar100 = defineDataset({
  name: 'noprop/cifar-100',
  summary:
    'CIFAR-100: 50,000 + 10,000 photographs in 100 classes, 32 x 32 RGB; from a folder, the cache or a download.',
  needs: [],
  schema,
  build: ({ root, normalization }: FromSchema<typeof schema>) =>
    withNormalization(createCifarDataset(cifar100Archive, { root }), normalization, cifar100Statistics),
});

/** Mean and standard deviation of red, green and blue over the 50,000 training images, as fractions of 255. */
export const cifar100Statistics: Normalization = {
  mean: [0.5071, 0.4865, 0.4409],
  deviation: [0.2673, 0.2564, 0.2761],
};

const official = (digest: string): KnownCopy => ({ algorithm: 'sha256', digest });

/** A file reassembled from lossless copies in other formats. */
const rebuilt = (digest: string): KnownCopy => ({
  algorithm: 'md5',
  digest,
  note: 'a known reconstruction, not compared with the official file',
});

/** The official binary version of CIFAR-100. */
export const cifar100Archive: CifarArchive = {
  name: 'cifar-100',
  image: { height: 32, width: 32, channels: 3 },
  classNames: fineNames,
  superclasses: { names: coarseNames, ofClass: coarseOfFine },
  folder: 'cifar-100-binary',
  // Published MD5: 03b5dce01913d631647c71ecec9e9cb8.
  packed: {
    name: 'cifar-100-binary.tar.gz',
    bytes: 168_513_733,
    sha256: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
  },
  urls: ['https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz'],
  files: {
    train: [
      {
        name: 'train.bin',
        images: 50_000,
        copies: [
          official('f31298fc616915fa142368359df1c4ca2ae984d6915ca468b998a5ec6aeebf29'),
          rebuilt('6172c7755cfe09b2fe270c85cebc1b15'),
        ],
      },
    ],
    test: [
      {
        name: 'test.bin',
        images: 10_000,
        copies: [
          official('d8b1e6b7b3bee4020055f0699b111f60b1af1e262aeb93a0b659061746f8224a'),
          rebuilt('4499cfba6c016c1be1438163640a0898'),
        ],
      },
    ],
  },
};
