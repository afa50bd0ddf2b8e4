import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toPlain } from '../../document/node';
import { parseOverride } from '../../document/override';
import { commandLine, operandOf } from './operand';

const test = suite('operandOf and commandLine');

test('round-trips any value', () => {
  const leaf = fc.oneof(
    fc.string(),
    fc.constantFrom('true', 'null', '1e5', '0x1f', 'noprop/one-hot', '~', '', 'a: b', '.inf'),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((value) => value + 0),
  );
  const value = fc.oneof(leaf, fc.array(leaf), fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), leaf));
  fc.assert(
    fc.property(value, (given) => {
      const override = parseOverride(operandOf('a.b', given));
      if ('issues' in override || override.kind === 'remove') throw new Error(`refused: ${JSON.stringify(given)}`);
      assert.is(JSON.stringify(toPlain(override.value)), JSON.stringify(given));
    }),
  );
});

test('writes plain words unquoted and other values as JSON', () => {
  assert.is(operandOf('seed', 3), 'seed=3');
  assert.is(operandOf('rate', 1e-7), 'rate=1e-7');
  assert.is(operandOf('mode', 'cosine'), 'mode=cosine');
  assert.is(operandOf('mode', 'true'), 'mode="true"');
  assert.is(operandOf('embedding', { uses: 'noprop/one-hot' }), 'embedding={"uses":"noprop/one-hot"}');
});

test('quotes what a shell would split or expand', () => {
  assert.is(commandLine(['npx', 'a=1', '~b', "c={ x: 'y' }"]), `npx a=1 '~b' 'c={ x: '\\''y'\\'' }'`);
});

test.run();
