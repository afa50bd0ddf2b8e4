import { buildComponent, type Method, type Program, type Scope, type Update } from '@noprop/core';
import { startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { noPropDt } from '../noprop-dt/noprop-dt';
import { gradientPaths } from './gradient-paths';
import { toyLearnedEmbedding, toyParts } from './toy-parts';
import { initialToyState, toyBatch } from './toy-state';

const test = suite('gradientPaths');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const parameters = {
  weight: { shape: [], init: { kind: 'ones' } },
  unused: { shape: [], init: { kind: 'ones' } },
} as const;
const weight = (scope: Scope | undefined): Tensor => (scope as Scope).parameter('weight');

/** A method of two blocks. The second one is trained on `product` of both weights. */
function coupled(product: (own: Tensor, previous: Tensor) => Tensor): Method {
  const program: Program = {
    name: 'coupled',
    reads: ['block', 'previous'],
    writes: ['block'],
    terms: [],
    metrics: [],
    loss: ({ scopes }) => ({ total: product(weight(scopes.block), weight(scopes.previous)), terms: {} }),
  };
  const second: Update = { name: 'block/2', program, bind: { block: 'block/2', previous: 'block/1' }, constants: {} };
  return {
    groups: ['block/1', 'block/2'].map((name) => ({ name, parameters, statistics: {} })),
    updates: [second],
    epoch: [],
    predictor: { predict: () => ({ scores: tf.zeros([1, 1]) }) },
  };
}

async function pathsOf(method: Method): Promise<readonly string[]> {
  const split = await toyParts.dataset.load('train');
  let paths: readonly string[] = [];
  tf.tidy(() => {
    paths = gradientPaths(method, initialToyState(method, 1), toyBatch(split, [4, 4, 1], 0, 6));
  });
  return paths;
}

test('finds a loss that depends on another block, and names the parameter', async () => {
  assert.equal(await pathsOf(coupled((own, previous) => tf.mul(own, tf.exp(previous)))), ['block/2 -> block/1/weight']);
});

test('ignores a path with a stopped gradient', async () => {
  const stopped = tf.customGrad((x) => ({ value: tf.clone(x as Tensor), gradFunc: (dy) => tf.zerosLike(dy) }));
  assert.equal(await pathsOf(coupled((own, previous) => tf.mul(own, stopped(previous)))), []);
});

test('ignores a block that is read but not used', async () => {
  assert.equal(await pathsOf(coupled((own) => tf.square(own))), []);
});

test('finds nothing for an update that writes every group', async () => {
  const method = coupled((own) => tf.square(own));
  const [second] = method.updates as [Update];
  const bind = { block: 'block/2', previous: 'block/2' };
  assert.equal(await pathsOf({ ...method, groups: method.groups.slice(1), updates: [{ ...second, bind }] }), []);
});

test('finds the parameters of a NoProp-DT block that its update does not write', async () => {
  const method = buildComponent(noPropDt, {}, toyParts);
  const astray = method.updates.map((update) =>
    update.name === 'block/2' ? { ...update, program: { ...update.program, writes: [] } } : update,
  );
  assert.equal(await pathsOf({ ...method, updates: astray }), [
    'block/2 -> block/2/image/kernel',
    'block/2 -> block/2/label/kernel',
    'block/2 -> block/2/bias',
    'block/2 -> block/2/output/kernel',
    'block/2 -> block/2/output/bias',
  ]);
});

test('finds a learned embedding that an update does not write', async () => {
  const parts = { ...toyParts, embedding: toyLearnedEmbedding };
  const method = buildComponent(noPropDt, {}, parts);
  const alone = method.updates.map((update) => ({
    ...update,
    program: { ...update.program, writes: ['block', 'head'] },
  }));
  assert.equal(
    await pathsOf({ ...method, updates: alone }),
    [1, 2, 3].map((t) => `block/${t} -> embedding/weight`),
  );
});

test.run();
