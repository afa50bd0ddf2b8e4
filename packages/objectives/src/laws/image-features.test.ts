import { buildComponent, type Method } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { noPropCt } from '../noprop-ct/noprop-ct';
import { noPropDt } from '../noprop-dt/noprop-dt';
import { noPropFm } from '../noprop-fm/noprop-fm';
import { countImageFeatures } from './image-features';
import { toyContinuousParts, toyParts } from './toy-parts';
import { initialToyState, scopesOf } from './toy-state';

const test = suite('countImageFeatures');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

function predict(method: Method, times = 1): void {
  tf.tidy(() => {
    const random = hostKey(1, 'predict');
    const scopes = scopesOf(initialToyState(method, 1), random);
    const inputs = { scopes, images: tf.zeros([2, 4, 4, 1]), random, diagnostics: true, trajectory: true };
    for (let i = 0; i < times; i++) method.predictor.predict(inputs);
  });
}

test('counts one per block of NoProp-DT', () => {
  const { blocks, counts } = countImageFeatures(toyParts.blocks);
  predict(buildComponent(noPropDt, {}, { ...toyParts, blocks }));
  assert.equal(counts(), [1, 1, 1]);
});

for (const component of [noPropCt, noPropFm]) {
  test(`counts one for all 20 steps of ${component.name}`, () => {
    const { blocks, counts } = countImageFeatures(toyContinuousParts.blocks);
    predict(buildComponent(component, { steps: 20 }, { ...toyContinuousParts, blocks }));
    assert.equal(counts(), [1]);
  });
}

test('counts two for two predictions', () => {
  const { blocks, counts } = countImageFeatures(toyParts.blocks);
  assert.is(blocks.time, 'discrete');
  predict(buildComponent(noPropDt, {}, { ...toyParts, blocks }), 2);
  assert.equal(counts(), [2, 2, 2]);
});

test.run();
