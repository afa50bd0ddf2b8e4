import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { renderIssue } from '../issues/render';
import { createAjv } from './options';
import { pointerToPath, schemaIssues } from './schema-issues';

const test = suite('schema issues');

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['eta'],
  'x-paper': 'eq:7',
  properties: {
    eta: { type: 'number', exclusiveMinimum: 0, maximum: 1, description: 'Weight of the denoising term.' },
    steps: { type: 'integer', minimum: 1 },
    padding: { type: 'string', enum: ['same', 'valid'] },
    format: { const: 1 },
    layout: { const: 'B H W C' },
    name: { type: 'string', pattern: '^[a-z]+$' },
    loss: { type: ['string', 'null'], minLength: 1, maxLength: 4 },
    width: { type: 'integer', multipleOf: 2 },
    labels: { type: 'array', uniqueItems: true },
    extra: { type: 'object', minProperties: 1 },
    rate: { anyOf: [{ type: 'number' }, { type: 'boolean' }] },
    size: {
      anyOf: [{ type: 'integer' }, { type: ['array', 'null'] }, { type: 'integer', minimum: 1 }, { enum: ['auto'] }],
    },
    sizes: { type: 'array', items: { oneOf: [{ type: 'integer' }, { type: 'null' }] } },
    channels: { type: 'array', minItems: 2, maxItems: 3, items: { type: 'integer' } },
    inner: {
      type: 'object',
      additionalProperties: false,
      required: ['deep'],
      properties: { deep: { type: 'boolean' } },
    },
  },
} as const;

const messages = (value: unknown): readonly string[] => {
  const validate = createAjv().compile(schema);
  return validate(value) ? [] : schemaIssues(validate.errors ?? []).map(renderIssue);
};

const cases: readonly (readonly [unknown, readonly string[]])[] = [
  [{ eta: 0.1, steps: 10, padding: 'same', inner: { deep: true } }, []],
  [{ eat: 0.1, eta: 1 }, ['eat  Unknown key "eat". Did you mean "eta"?  [unknown_key]']],
  [
    { eta: 1, momentum: 0.9 },
    [
      'momentum  Unknown key "momentum". Known keys: eta, steps, padding, format, layout, name, loss, width, labels, extra, rate, size, sizes, channels, inner.  [unknown_key]',
    ],
  ],
  [{}, ['Missing key "eta". Add it: Weight of the denoising term.  [missing_key]']],
  [
    { eta: 1, inner: { deeep: true } },
    [
      'inner  Missing key "deep". Add it.  [missing_key]',
      'inner.deeep  Unknown key "deeep". Did you mean "deep"?  [unknown_key]',
    ],
  ],
  [{ eta: '0.1' }, ['eta  Expected a number, got "0.1".  [wrong_type]']],
  [{ eta: null }, ['eta  Expected a number, got null.  [wrong_type]']],
  [{ eta: Number.NaN }, ['eta  Expected a number, got NaN.  [wrong_type]']],
  [{ eta: Number.POSITIVE_INFINITY }, ['eta  Expected a number, got Infinity.  [wrong_type]']],
  [{ eta: 1, steps: 2.5 }, ['steps  Expected an integer, got 2.5.  [wrong_type]']],
  [{ eta: 1, steps: [10] }, ['steps  Expected an integer, got a list.  [wrong_type]']],
  [{ eta: 1, inner: true }, ['inner  Expected a map, got true.  [wrong_type]']],
  [{ eta: 1, inner: { deep: {} } }, ['inner.deep  Expected true or false, got a map.  [wrong_type]']],
  [{ eta: 1, loss: 3 }, ['loss  Expected a string or null, got 3.  [wrong_type]']],
  [{ eta: 1, channels: 32 }, ['channels  Expected a list, got 32.  [wrong_type]']],
  [{ eta: 1, channels: [32, 'x'] }, ['channels.1  Expected an integer, got "x".  [wrong_type]']],
  ['eta', ['Expected a map, got "eta".  [wrong_type]']],
  [
    { eta: 1, name: 4, padding: 'x'.repeat(80) },
    [
      `padding  Expected one of same, valid, got "${'x'.repeat(56)}…".  [not_a_choice]`,
      'name  Expected a string, got 4.  [wrong_type]',
    ],
  ],
  [
    { eta: 1, padding: 'vald' },
    ['padding  Expected one of same, valid, got "vald". Did you mean "valid"?  [not_a_choice]'],
  ],
  [{ eta: 1, format: 2 }, ['format  Expected 1, got 2.  [invalid_value]']],
  [{ eta: 1, format: '1' }, ['format  Expected 1, got "1".  [invalid_value]']],
  [
    { eta: 1, layout: 'B W H C' },
    ['layout  Expected "B H W C", got "B W H C". Did you mean "B H W C"?  [invalid_value]'],
  ],
  [{ eta: 1, layout: [] }, ['layout  Expected "B H W C", got a list.  [invalid_value]']],
  [{ eta: 0 }, ['eta  Expected a number > 0, got 0.  [out_of_range]']],
  [{ eta: 1.5 }, ['eta  Expected a number <= 1, got 1.5.  [out_of_range]']],
  [{ eta: 1, steps: -3 }, ['steps  Expected a number >= 1, got -3.  [out_of_range]']],
  [{ eta: 1, name: 'A b' }, ['name  Expected a string that matches ^[a-z]+$, got "A b".  [invalid_value]']],
  [{ eta: 1, channels: [1] }, ['channels  Expected at least 2 items, got 1.  [invalid_value]']],
  [{ eta: 1, channels: [1, 2, 3, 4] }, ['channels  Expected at most 3 items, got 4.  [invalid_value]']],
  [{ eta: 1, loss: '' }, ['loss  Expected at least 1 character, got "".  [invalid_value]']],
  [{ eta: 1, loss: 'squared' }, ['loss  Expected at most 4 characters, got 7.  [invalid_value]']],
  [{ eta: 1, extra: {} }, ['extra  Expected at least 1 key, got 0.  [invalid_value]']],
  [{ eta: 1, width: 7 }, ['width  Expected a multiple of 2, got 7.  [invalid_value]']],
  [
    { eta: 1, labels: ['a', 'a'] },
    [
      'labels  Expected a valid value, got a list: it must NOT have duplicate items (items ## 0 and 1 are identical).  [invalid_value]',
    ],
  ],
  [{ eta: 1, rate: 'fast' }, ['rate  Expected a number or true or false, got "fast".  [wrong_type]']],
  [
    { eta: 1, size: true },
    [
      'size  Expected an integer or a list or null, got true.  [wrong_type]',
      'size  Expected one of auto, got true.  [not_a_choice]',
    ],
  ],
  [
    { eta: 1, sizes: [true, 'x'] },
    [
      'sizes.0  Expected an integer or null, got true.  [wrong_type]',
      'sizes.1  Expected an integer or null, got "x".  [wrong_type]',
    ],
  ],
];

for (const [value, expected] of cases) {
  test(`checks ${JSON.stringify(value)}`, () => assert.equal(messages(value), expected));
}

test('reports all problems at once', () => {
  assert.is(messages({ steps: 0, padding: 1, other: true }).length, 5);
});

test('turns JSON pointers into dotted paths', () => {
  assert.is(pointerToPath(''), '');
  assert.is(pointerToPath('/with/eta'), 'with.eta');
  assert.is(pointerToPath('/a~1b/c~0d/~01/0'), 'a/b.c~d.~1.0');
});

test.run();
