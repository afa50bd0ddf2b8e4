import { defineDataset, type FromSchema, type Normalization } from '@noprop/core';
import type { IdxArchive } from '../shared/archive';
import { createIdxDataset } from '../shared/idx-dataset';
import { withNormalization } from '../shared/normalization';
import { schema } from './fashion-mnist.schema';

/** Fashion-MNIST: articles of clothing in MNIST's format (Xiao, Rasul, Vollgraf, arXiv 1708.07747). */
export const fashionMnist = defineDataset({
  name: 'noprop/fashion-mnist',
  summary:
    "Fashion-MNIST: 60,000 + 10,000 articles of clothing, 28 x 28 gray; also from Debian's dataset-fashion-mnist.",
  needs: [],
  schema,
  build: ({ root, normalization }: FromSchema<typeof schema>) =>
    withNormalization(createIdxDataset(fashionMnistArchive, { root }), normalization, fashionMnistStatistics),
});

/** Mean and standard deviation of the pixels of the 60,000 training images, as fractions of 255. */
export const fashionMnistStatistics: Normalization = { mean: [0.286], deviation: [0.353] };

/**
 * The official files of Fashion-MNIST. The `.gz` files of Debian's package differ from these because their gzip headers
 * hold no time and no name; the unpacked contents have the same digests.
 */
export const fashionMnistArchive: IdxArchive = {
  name: 'fashion-mnist',
  image: { height: 28, width: 28, channels: 1 },
  classNames: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  counts: { train: 60_000, test: 10_000 },
  mirrors: ['http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/'],
  debian: '/usr/share/datasets/fashion-mnist',
  files: {
    train: {
      // MD5 of the published .gz: 8d4fb7e6c68d591d4c3dfef9ec88bf0d.
      images: {
        name: 'train-images-idx3-ubyte',
        packed: { bytes: 26_421_880, sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84' },
        sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      },
      // MD5: 25c81989df183df01b3e8a0aad5dffbe.
      labels: {
        name: 'train-labels-idx1-ubyte',
        packed: { bytes: 29_515, sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845' },
        sha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
      },
    },
    test: {
      // MD5: bef4ecab320f06d8554ea6380940ec79.
      images: {
        name: 't10k-images-idx3-ubyte',
        packed: { bytes: 4_422_102, sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073' },
        sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
      },
      // MD5: bb300cfdad3c16e7a12a480ee83cd310.
      labels: {
        name: 't10k-labels-idx1-ubyte',
        packed: { bytes: 5148, sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5' },
        sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
      },
    },
  },
};
