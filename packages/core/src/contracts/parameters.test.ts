import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { countParameters } from './parameters';

const test = suite('countParameters');

test('multiplies each shape and adds', () => {
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

test('nothing holds nothing', () => assert.is(countParameters({}), 0));

test('an empty tensor holds nothing', () => {
  assert.is(countParameters({ none: { shape: [0, 5], init: { kind: 'ones' } } }), 0);
});

test.run();
