import { defineDataset, type FromSchema, type Normalization } from '@noprop/core';
import type { CifarArchive, CifarFile } from '../shared/cifar/archive';
import { createCifarDataset } from '../shared/cifar/cifar-dataset';
import { withNormalization } from '../shared/normalization';
import { schema } from './cifar-10.schema';

/**
 * CIFAR-10: color photographs in ten classes (Krizhevsky, "Learning Multiple Layers of Features", 2009).
 * @paper table:1
 */
export const cifar10 = defineDataset({
  name: 'noprop/cifar-10',
  summary: 'CIFAR-10: 50,000 + 10,000 photographs in 10 classes, 32 x 32 RGB; from a folder, the cache or a download.',
  needs: [],
  schema,
  build: ({ root, normalization }: FromSchema<typeof schema>) =>
    withNormalization(createCifarDataset(cifar10Archive, { root }), normalization, cifar10Statistics),
});

/** Mean and standard deviation of red, green and blue over the 50,000 training images, as fractions of 255. */
export const cifar10Statistics: Normalization = {
  mean: [0.491399678615196, 0.482158408394608, 0.446530914445465],
  deviation: [0.247032232463282, 0.243485128000056, 0.261587841727968],
};

/** A file of 10,000 images with the SHA-256 of the official contents. */
const batch = (name: string, sha256: string): CifarFile => ({
  name,
  images: 10_000,
  copies: [{ algorithm: 'sha256', digest: sha256 }],
});

const testBatch = batch('test_batch.bin', '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b');

/** The official binary version of CIFAR-10. */
export const cifar10Archive: CifarArchive = {
  name: 'cifar-10',
  image: { height: 32, width: 32, channels: 3 },
  classNames: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  folder: 'cifar-10-batches-bin',
  // Published MD5: c32a1d4ab5d03f1284b67883e8d87530.
  packed: {
    name: 'cifar-10-binary.tar.gz',
    bytes: 170_052_171,
    sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
  },
  urls: ['https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz'],
  files: {
    train: [
      batch('data_batch_1.bin', 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5'),
      batch('data_batch_2.bin', 'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed'),
      batch('data_batch_3.bin', 'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67'),
      batch('data_batch_4.bin', '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48'),
      batch('data_batch_5.bin', '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add'),
    ],
    test: [
      {
        ...testBatch,
        copies: [
          ...testBatch.copies,
          {
            // Official labels and order; 19 ships and a horse were compressed as JPEG (mean error 5.7 of 255).
            // Indices: 1259 1369 1422 2245 2737 2935 3695 3718 4085 4496 5791 5896 6286 7580 7707 7724 7832 8117 8551
            // 9254.
            algorithm: 'md5',
            digest: '4fd89b928a74095080b56355876466c0',
            note: 'a known reconstruction, 20 of 10,000 images are re-compressed',
          },
        ],
      },
    ],
  },
};
