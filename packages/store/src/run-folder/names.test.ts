import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { messageOf } from '../testing';
import { checkName, checkpointName, checkpointStep, shortId } from './names';

const test = suite('names');

test('accepts ordinary names', () => {
  for (const name of ['a', 'quickstart', 'noprop-dt_one-hot.v2', '9', 'x'.repeat(100)])
    assert.is(checkName('run name', name), name);
});

const escapes = [
  '',
  '.',
  '..',
  '../x',
  'a/../../x',
  '/etc/passwd',
  'a/b',
  'a\\b',
  '..\\x',
  '%2e%2e',
  'a\0',
  '\0',
  'a\n',
  'a b',
  '-rf',
  '.hidden',
  '~',
  'a#b',
  'a;b',
  'a?b',
  '//proc/self/root',
  'C:x',
  'é',
  'e\u0301',
  '\u202e',
  'a:b',
  '$HOME',
  'a*',
];

for (const name of escapes) {
  test(`refuses ${JSON.stringify(name)}`, () => {
    assert.is(
      messageOf(() => checkName('run name', name)),
      `Expected a run name of 1 to 100 letters, digits, ".", "_" or "-", got ${JSON.stringify(name)}. It must start with a letter or a digit.  [bad_name]`,
    );
  });
}

test('refuses a very long name and shortens it in the message', () => {
  assert.match(
    messageOf(() => checkName('run name', 'x'.repeat(101))),
    `got "${'x'.repeat(100)}...".`,
  );
});

test('accepts no name that leads out of its folder', () => {
  const root = resolve('/runs');
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '\0') })),
      (name) => {
        try {
          checkName('run name', name);
        } catch {
          return;
        }
        assert.is(resolve(join(root, name)), root + sep + name);
      },
    ),
  );
});

test('shortens ids to eight characters', () => {
  assert.is(shortId('b541cbc4465a0234'), 'b541cbc4');
  assert.is(shortId('abc'), 'abc');
  assert.match(
    messageOf(() => shortId('../../etc')),
    'Expected a run id of 1 to 100',
  );
});

test('names checkpoints by step and reads steps only from such names', () => {
  assert.is(checkpointName(468), 'step-00000468.safetensors');
  for (const step of [0, 468, 99_999_999, 123_456_789]) assert.is(checkpointStep(checkpointName(step)), step);
  const others = [
    'step-468.safetensors',
    'step-000000468.safetensors',
    'step-00000468.safetensors.tmp',
    'xstep-00000468.safetensors',
    'step-0000046a.safetensors',
    'step-9999999999999999.safetensors',
  ];
  for (const name of others) assert.is(checkpointStep(name), undefined, name);
  assert.throws(() => checkpointName(-1), /^internal: step -1 is not a count$/);
});

test.run();
