import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { countParameters } from './parameters';

const test = suite('countParameters');

test('sums the sizes of all shapes', () => {
  const init = { kind: 'zeros' } as const;
  assert.is(
    countParameters({
      kernel: { shape: [3, 3, 1, 32], init },
      bias: { shape: [32], init },
      scale: { shape: [], init },
    }),
    321,
  );
});

test('counts 0 for no parameters', () => assert.is(countParameters({}), 0));

test('counts 0 for an empty tensor', () => {
  assert.is(countParameters({ none: { shape: [0, 5], init: { kind: 'ones' } } }), 0);
});

test.run();
