import type { Dataset } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withNormalization } from './normalization';

const test = suite('withNormalization');

const dataset: Dataset = {
  name: 'none',
  image: { height: 1, width: 1, channels: 1 },
  classes: 2,
  classNames: ['a', 'b'],
  count: () => 1,
  locate: async () => ({ origin: 'generated', location: 'nowhere' }),
  load: async () => ({ images: new Uint8Array(1), labels: new Uint8Array(1), count: 1 }),
};
const statistics = { mean: [0.5], deviation: [0.25] };

test('none returns the dataset unchanged', () => {
  assert.is(withNormalization(dataset, 'none', statistics), dataset);
});

test('per-channel adds the statistics and changes nothing else', () => {
  assert.equal(withNormalization(dataset, 'per-channel', statistics), { ...dataset, normalization: statistics });
});

test.run();
