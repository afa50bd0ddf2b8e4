import { convContinuous, oneHot } from '@noprop/blocks';
import { type BlockFamily, buildComponent, createScope, type Dataset, type Method } from '@noprop/core';
import { compile, engineMemory, hostKey, initialTensor, startEngine, type Tensor, tf } from '@noprop/engine';
import { noPropCt, noPropFm } from '@noprop/objectives';
import { learned } from '@noprop/schedules';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('continuous-time inference with the network of Figure 15');

test.before(() => startEngine({ backend: 'tensorflow', device: 'cpu' }).then(() => undefined));

const dataset: Dataset = {
  name: 'none',
  image: { height: 28, width: 28, channels: 1 },
  classes: 10,
  classNames: [...'0123456789'],
  count: () => 0,
  locate: () => Promise.reject(new Error('internal: no images are read here')),
  load: () => Promise.reject(new Error('internal: no images are read here')),
};

interface Counts {
  features: number;
  logits: number;
}

/** A small version of the real network that counts how often its features and logits are computed. */
function counted(counts: Counts): BlockFamily {
  const family = buildComponent(convContinuous, { channels: [2, 2, 4], hidden: 8, fusion: 8 });
  return {
    ...family,
    create: (dimensions) => {
      const block = family.create(dimensions);
      return {
        ...block,
        features: (scope, images) => {
          counts.features++;
          return block.features(scope, images);
        },
        logits: (scope, features, z, t) => {
          counts.logits++;
          return block.logits(scope, features, z, t);
        },
      };
    },
  };
}

const methods: Readonly<Record<string, (blocks: BlockFamily) => Method>> = {
  'noprop/noprop-ct': (blocks) => {
    const embedding = buildComponent(oneHot, {}, { dataset });
    const schedule = buildComponent(learned, { width: 16 });
    return buildComponent(noPropCt, { steps: 1000 }, { dataset, embedding, schedule, blocks });
  },
  'noprop/noprop-fm': (blocks) => {
    const embedding = buildComponent(oneHot, {}, { dataset });
    return buildComponent(noPropFm, { steps: 1000 }, { dataset, embedding, blocks });
  },
};

for (const [name, build] of Object.entries(methods)) {
  test(`${name}: computes image features once, traces the step once, and leaks no memory over a thousand steps`, () => {
    const counts: Counts = { features: 0, logits: 0 };
    const method = build(counted(counts));
    const predict = compile(
      ({ images, state }: { images: Tensor; state: Record<string, Record<string, Tensor>> }) => {
        const random = hostKey(1, 'predict');
        const scopes = Object.entries(state).map(([group, parameters]) => {
          const source = { group, parameters, statistics: {}, random: random.fold(group), training: false };
          return [group, createScope(source).scope] as const;
        });
        const request = { scopes: Object.fromEntries(scopes), images, random, diagnostics: false };
        return method.predictor.predict(request).scores;
      },
      { name: 'predict' },
    );
    const state = Object.fromEntries(
      method.groups.map(({ name: group, parameters }) => [
        group,
        Object.fromEntries(
          Object.entries(parameters).map(([path, spec]) => [path, initialTensor(spec, hostKey(1, `${group}/${path}`))]),
        ),
      ]),
    );
    const images = hostKey(1, 'images').uniform([20, 28, 28, 1]);
    const run = (): number[] => {
      const scores = predict({ images, state });
      const values = [...scores.dataSync()];
      scores.dispose();
      return values;
    };
    const first = run();
    assert.is(counts.features, 1, 'image features are computed once for a thousand steps');
    assert.is(counts.logits, 1, 'the step is traced once and repeated in the graph');
    const before = engineMemory();
    for (let i = 0; i < 5; i++) assert.equal(run(), first);
    const after = engineMemory();
    assert.equal([after.tensors, after.handles], [before.tensors, before.handles]);
    assert.equal(counts, { features: 1, logits: 1 }, 'later predictions do not trace again');
    predict.dispose();
    tf.dispose([images, state as never]);
  });
}

test.run();
