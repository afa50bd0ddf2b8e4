import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isReservedKey } from '../reserved-keys';
import { messageOf } from '../testing';
import { canonicalJson, prettyJson } from './canonical-json';

const test = suite('canonicalJson');

test('sorts keys by code unit at every depth and omits whitespace', () => {
  const value = { b: 1, a: { é: 2, z: 3, Z: 4, 10: 5, 9: 6 }, '': [] };
  assert.is(canonicalJson(value), '{"":[],"a":{"10":5,"9":6,"Z":4,"z":3,"é":2},"b":1}');
});

test('prints numbers as JavaScript does, and -0 as 0', () => {
  assert.is(
    canonicalJson([1, 1.5, 1e21, 1e-7, 0.1 + 0.2, -0, 2 ** 53]),
    '[1,1.5,1e+21,1e-7,0.30000000000000004,0,9007199254740992]',
  );
});

test('gives equal text for equal values in any key order, and parses back to the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!keysOf(value).some(isReservedKey));
      const text = canonicalJson(value);
      assert.is(canonicalJson(JSON.parse(text)), text);
      assert.is(canonicalJson(reversed(value)), text);
      assert.equal(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 200 },
  );
});

/** Keys at every depth. Reserved keys are refused; another test covers them. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...keysOf(item)]);
}

test('gives different text for different values', () => {
  const values = [1, '1', true, 'true', null, 'null', [], {}, '', [[]], [null], { a: null }, ['a', 'b'], ['a,b'], '{}'];
  assert.is(new Set(values.map(canonicalJson)).size, values.length);
});

const refused: readonly (readonly [string, unknown, string])[] = [
  ['NaN', { loss: [1, Number.NaN] }, 'loss.1  Expected a JSON value, got NaN.'],
  ['infinity', { a: { b: -Infinity } }, 'a.b  Expected a JSON value, got -Infinity.'],
  ['undefined', { a: undefined }, 'a  Expected a JSON value, got undefined.'],
  ['undefined alone', undefined, 'Expected a JSON value, got undefined.'],
  ['a hole', { a: new Array(1) }, 'a.0  Expected a JSON value, got undefined.'],
  ['a function', { a: Math.abs }, 'a  Expected a JSON value, got a function.'],
  ['a symbol', [Symbol('x')], '0  Expected a JSON value, got a symbol.'],
  ['a big integer', [1n], '0  Expected a JSON value, got a bigint.'],
  ['a date', { at: new Date(0) }, 'at  Expected a JSON value, got an object of class Date.'],
  ['a map', new Map(), 'Expected a JSON value, got an object of class Map.'],
  ['a typed array', { w: new Float32Array(1) }, 'w  Expected a JSON value, got an object of class Float32Array.'],
  ['a symbol key', { [Symbol('x')]: 1 }, 'Expected a JSON value, got an object with symbol keys.'],
  ['__proto__', JSON.parse('{"a":{"__proto__":1}}'), 'a  Expected a JSON value, got the key "__proto__".'],
  ['constructor', { constructor: 1 }, 'Expected a JSON value, got the key "constructor".'],
];

for (const [name, value, start] of refused) {
  test(`refuses ${name}`, () => {
    const hint = 'Use finite numbers, strings, booleans, null, arrays and plain objects.';
    assert.is(
      messageOf(() => canonicalJson(value)),
      `${start} ${hint}  [not_json]`,
    );
  });
}

test('refuses an object that contains itself', () => {
  const loop: { next?: unknown } = {};
  loop.next = loop;
  assert.match(
    messageOf(() => canonicalJson(loop)),
    'got nesting of more than 500 levels',
  );
});

test('accepts objects without a prototype', () => {
  assert.is(canonicalJson(Object.assign(Object.create(null), { b: 1, a: 2 })), '{"a":2,"b":1}');
});

test('prettyJson prints the same value with indentation', () => {
  assert.is(prettyJson({ b: [1], a: -0 }), '{\n  "a": 0,\n  "b": [\n    1\n  ]\n}\n');
});

test.run();

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
