import { type BlockFamily, buildComponent, type Component, type Dimensions, type Tensors } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose } from './assert-close';
import { type ApplyOptions, applyBlock, createSetting, type Setting, valuesOf } from './fixture';
import { assertGradients } from './gradient-law';

const SMALL: Dimensions = { image: { height: 8, width: 8, channels: 1 }, classes: 3, embedding: 4 };
const BATCH = 5;

/**
 * A test suite with the laws of every denoising block. Call it from the test file of a block family, with
 * options that make it tiny.
 */
export function testBlocks(
  component: Component<'blocks'>,
  options: Readonly<Record<string, unknown>> = {},
  dimensions: Dimensions = SMALL,
): void {
  const test = suite(`laws of ${component.name} ${JSON.stringify(options)}`);
  const family: BlockFamily = buildComponent(component, options);
  const within = (law: (setting: Setting) => void) => () => {
    tf.tidy(() => law(createSetting(family, dimensions, BATCH)));
  };

  test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

  test(
    'features and logits have the declared shapes',
    within((setting) => {
      const { features, logits } = applyBlock(setting, { training: true });
      assert.is(features.shape.length, 2);
      assert.is(features.shape[0], BATCH);
      assert.equal(logits.shape, [BATCH, dimensions.classes]);
      assert.is(logits.dtype, 'float32');
    }),
  );

  test(
    'training reads exactly the declared parameters and statistics',
    within((setting) => {
      const { read, written } = applyBlock(setting, { training: true });
      const { parameters, statistics } = setting.block;
      assert.equal([...read].sort(), [...Object.keys(parameters), ...Object.keys(statistics)].sort());
      assert.equal([...written].sort(), Object.keys(statistics).sort());
    }),
  );

  test(
    'new statistics keep their shapes and are finite',
    within((setting) => {
      const { statistics } = applyBlock(setting, { training: true });
      for (const [path, { shape }] of Object.entries(setting.block.statistics)) {
        assert.equal(statistics[path]?.shape, shape, path);
        assert.ok(valuesOf(statistics[path] as Tensors[string]).every(Number.isFinite), path);
      }
    }),
  );

  test(
    'inference draws no random numbers and leaves the statistics unchanged',
    within((setting) => {
      const { draws, written } = applyBlock(setting, { training: false });
      assert.is(draws, 0);
      assert.is(written.size, 0);
    }),
  );

  test(
    'inference treats each example independently',
    within((setting) => {
      const together = valuesOf(applyBlock(setting, { training: false }).logits).slice(0, dimensions.classes);
      const { images, z, t } = setting;
      const time = t === undefined ? {} : { t: tf.slice(t, 0, 1) };
      const first = { ...setting, images: tf.slice(images, 0, 1), z: tf.slice(z, 0, 1), ...time };
      const alone = valuesOf(applyBlock(first, { training: false }).logits);
      assertClose(alone, together, 1e-5);
    }),
  );

  test(
    'training varies only with the random key',
    within((setting) => {
      const logits = (options: ApplyOptions): number[] => valuesOf(applyBlock(setting, options).logits);
      const { draws } = applyBlock(setting, { training: true });
      assert.equal(logits({ training: true, seed: 1 }), logits({ training: true, seed: 1 }));
      const other = logits({ training: true, seed: 2 });
      if (draws > 0) assert.not.equal(other, logits({ training: true, seed: 1 }));
      else assert.equal(other, logits({ training: true, seed: 1 }));
    }),
  );

  test(
    'logits depend on the image and on the noised label',
    within((setting) => {
      const logits = (changed: Partial<Setting>): number[] =>
        valuesOf(applyBlock({ ...setting, ...changed }, { training: false }).logits);
      assert.not.equal(logits({ images: tf.sub(1, setting.images) }), logits({}));
      assert.not.equal(logits({ z: tf.neg(setting.z) }), logits({}));
    }),
  );

  if (family.time === 'discrete') {
    test(
      'ignores the time',
      within((setting) => {
        const timed = { ...setting, t: tf.fill([BATCH], 0.5) };
        const [logits, ignored] = [setting, timed].map((given) =>
          valuesOf(applyBlock(given, { training: false }).logits),
        );
        assert.equal(ignored, logits);
      }),
    );
  }

  if (family.time === 'continuous') {
    const logitsAt = (setting: Setting, t: Tensors[string], training = false): number[] =>
      valuesOf(applyBlock({ ...setting, t }, { training }).logits);

    test(
      'logits of an example depend on its own time only',
      within((setting) => {
        const { classes } = dimensions;
        const times = setting.t as Tensors[string];
        const shifted = tf.concat([tf.tensor1d([0.25]), tf.slice(times, 1)]);
        const [before, after] = [times, shifted].map((t) => logitsAt(setting, t)) as [number[], number[]];
        assert.not.equal(after.slice(0, classes), before.slice(0, classes));
        assertClose(after.slice(classes), before.slice(classes), 1e-6);
      }),
    );

    test(
      'applies a scalar time to all examples',
      within((setting) => {
        for (const training of [true, false]) {
          const each = logitsAt(setting, tf.fill([BATCH], 0.3), training);
          assertClose(logitsAt(setting, tf.scalar(0.3), training), each, 1e-6);
        }
      }),
    );
  }

  for (const training of [true, false]) {
    test(
      `gradients of every parameter match finite differences (training: ${training})`,
      within((setting) => {
        const weights = hostKey(1, 'weights').normal([BATCH, dimensions.classes]);
        const loss = (parameters: Tensors) =>
          tf.mean(tf.mul(weights, applyBlock({ ...setting, parameters }, { training }).logits));
        assertGradients(loss, setting.parameters);
      }),
    );
  }

  test('gradients leak no tensor', () => {
    const before = tf.memory().numTensors;
    within((setting) => {
      const paths = Object.keys(setting.parameters);
      const loss = (...values: Tensors[string][]) => {
        const parameters = Object.fromEntries(paths.map((path, i) => [path, values[i] as Tensors[string]]));
        return tf.mean(applyBlock({ ...setting, parameters }, { training: true }).logits);
      };
      tf.grads(loss)(Object.values(setting.parameters));
    })();
    assert.is(tf.memory().numTensors, before);
  });

  test('creates a separate block each time, with the same parameters', () => {
    const [first, second] = [family.create(dimensions), family.create(dimensions)];
    assert.equal(first.parameters, second.parameters);
    assert.is.not(first, second);
  });

  test.run();
}
