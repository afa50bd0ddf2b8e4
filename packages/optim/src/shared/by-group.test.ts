import { buildComponent, type Optimizer, optimizerOf } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { adam } from '../adam/adam';
import { adamW } from '../adam-w/adam-w';
import { sgd } from '../sgd/sgd';
import { sgdW } from '../sgd-w/sgd-w';
import { assertClose, follow } from '../testing/fixture';

const test = suite('options per group');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const groups = { feedback: { learningRate: 0.3 }, 'feedback/2': { weightDecay: 0.5 }, head: { learningRate: 0.01 } };
const path = (optimizer: Optimizer, group: string): number[][] => follow(optimizerOf(optimizer, group));

for (const component of [sgd, sgdW, adam, adamW]) {
  const common = { learningRate: 0.1, weightDecay: 0.02 };
  const optimizer = buildComponent(component, { ...common, groups });
  const alone = (options: object): number[][] => follow(buildComponent(component, { ...common, ...options }));

  test(`${component.name}: applies the options of the longest matching name, else the common ones`, () => {
    assert.equal(path(optimizer, 'head'), alone({ learningRate: 0.01 }));
    assert.equal(path(optimizer, 'feedback/3'), alone({ learningRate: 0.3 }));
    assert.equal(path(optimizer, 'feedback'), alone({ learningRate: 0.3 }));
    assert.equal(path(optimizer, 'feedback/2'), alone({ weightDecay: 0.5 }));
    assert.equal(path(optimizer, 'header'), alone({}));
  });

  test(`${component.name}: shares one optimizer between groups with equal settings`, () => {
    assert.is(optimizerOf(optimizer, 'feedback/1'), optimizerOf(optimizer, 'feedback/3'));
    assert.is(optimizerOf(optimizer, 'forward/1'), optimizerOf(optimizer, 'forward/2'));
    assert.is.not(optimizerOf(optimizer, 'feedback/1'), optimizerOf(optimizer, 'head'));
    const plain = buildComponent(component, common);
    assert.is(optimizerOf(plain, 'head'), plain);
    assert.equal([plain.groups, optimizer.groups], [undefined, ['feedback', 'feedback/2', 'head']]);
  });
}

test('creates the velocity slot only for groups with momentum', () => {
  const optimizer = buildComponent(sgd, { learningRate: 0.1, groups: { head: { momentum: 0.5 } } });
  assert.equal([optimizer.slots, optimizerOf(optimizer, 'head').slots], [[], ['velocity']]);
  assertClose(path(optimizer, 'head'), follow(buildComponent(sgd, { learningRate: 0.1, momentum: 0.5 })));
});

test('refuses an unknown option of a group', () => {
  assert.is(
    messageOf(() => buildComponent(adamW, { groups: { head: { learningrate: 0.1 } } })),
    'groups.head.learningrate  Unknown key "learningrate". Did you mean "learningRate"?  [unknown_key]',
  );
});

test.run();
