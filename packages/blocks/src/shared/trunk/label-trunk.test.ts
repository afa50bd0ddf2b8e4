import { createScope, type Dimensions } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { initialValues, valuesOf } from '../../testing/fixture';
import { applyLabelTrunk, labelIsImage } from './label-trunk';
import { applyTrunk, trunkParameters } from './trunk';

const test = suite('label trunk');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const image = { height: 5, width: 4, channels: 3 };
const dimensions = (embedding: number): Dimensions => ({ image, classes: 2, embedding });

test('auto reads the label as an image if the embedding has the dimension of the image', () => {
  assert.equal(
    [59, 60, 61].map((embedding) => labelIsImage(dimensions(embedding), 'auto')),
    [false, true, false],
  );
  assert.equal(
    [59, 60].map((embedding) => labelIsImage(dimensions(embedding), 'vector')),
    [false, false],
  );
  assert.is(labelIsImage(dimensions(60), 'image'), true);
});

test('refuses label: image with any other dimension', () => {
  assert.is(
    messageOf(() => labelIsImage(dimensions(10), 'image')),
    'blocks  With label: image, expected an embedding with the dimension of the image, 5 x 4 x 3 = 60, got 10. ' +
      'Set label: auto or label: vector, or use an embedding of dimension 60.  [embedding_not_image_size]',
  );
});

const options = { channels: [2, 3, 4], hidden: 6, dropout: 0.5, padding: 'same' } as const;

test('reads z as a row-major H W C image and draws its own dropout masks', () => {
  tf.tidy(() => {
    const random = hostKey(1, 'label');
    const parameters = initialValues(trunkParameters('label', image, options), random);
    const z = random.fold('z').normal([2, 60]);
    const apply = (training: boolean): readonly [label: number[], image: number[]] => {
      const { scope } = createScope({ group: 'block', parameters, statistics: {}, random, training });
      const asImage = applyTrunk(scope, 'label', tf.reshape(z, [2, 5, 4, 3]), options);
      return [valuesOf(applyLabelTrunk(scope, z, image, options)), valuesOf(asImage)];
    };
    const [[label, asImage], [dropped, otherwise]] = [apply(false), apply(true)];
    assert.equal(label, asImage);
    assert.not.equal(dropped, otherwise);
  });
});

test.run();
