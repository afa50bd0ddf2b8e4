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
    loss: { type: ['string', 'null'] },
    rate: { anyOf: [{ type: 'number' }, { type: 'boolean' }] },
    channels: { type: 'array', minItems: 2, items: { type: 'integer' } },
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
      'momentum  Unknown key "momentum". Known keys: eta, steps, padding, format, layout, name, loss, rate, channels, inner.  [unknown_key]',
    ],
  ],
  [{}, ['The key "eta" is missing. Add it: Weight of the denoising term.  [missing_key]']],
  [
    { eta: 1, inner: { deeep: true } },
    [
      'inner  The key "deep" is missing. Add it.  [missing_key]',
      'inner.deeep  Unknown key "deeep". Did you mean "deep"?  [unknown_key]',
    ],
  ],
  [{ eta: '0.1' }, ['eta  Wanted a number, found the string "0.1".  [wrong_type]']],
  [{ eta: null }, ['eta  Wanted a number, found nothing.  [wrong_type]']],
  [{ eta: Number.NaN }, ['eta  Wanted a number, found NaN.  [wrong_type]']],
  [{ eta: Number.POSITIVE_INFINITY }, ['eta  Wanted a number, found Infinity.  [wrong_type]']],
  [{ eta: 1, steps: 2.5 }, ['steps  Wanted an integer, found 2.5.  [wrong_type]']],
  [{ eta: 1, steps: [10] }, ['steps  Wanted an integer, found a list.  [wrong_type]']],
  [{ eta: 1, inner: true }, ['inner  Wanted a map, found true.  [wrong_type]']],
  [{ eta: 1, inner: { deep: {} } }, ['inner.deep  Wanted true or false, found a map.  [wrong_type]']],
  [{ eta: 1, loss: 3 }, ['loss  Wanted a string or null, found 3.  [wrong_type]']],
  [{ eta: 1, channels: 32 }, ['channels  Wanted a list, found 32.  [wrong_type]']],
  [{ eta: 1, channels: [32, 'x'] }, ['channels.1  Wanted an integer, found the string "x".  [wrong_type]']],
  ['eta', ['Wanted a map, found the string "eta".  [wrong_type]']],
  [
    { eta: 1, name: 4, padding: 'x'.repeat(80) },
    [
      `padding  Wanted one of same, valid, found the string "${'x'.repeat(56)}…".  [not_a_choice]`,
      'name  Wanted a string, found 4.  [wrong_type]',
    ],
  ],
  [
    { eta: 1, padding: 'vald' },
    ['padding  Wanted one of same, valid, found the string "vald". Did you mean "valid"?  [not_a_choice]'],
  ],
  [{ eta: 1, format: 2 }, ['format  Wanted 1, found 2.  [invalid_value]']],
  [{ eta: 1, format: '1' }, ['format  Wanted 1, found the string "1".  [invalid_value]']],
  [
    { eta: 1, layout: 'B W H C' },
    ['layout  Wanted the string "B H W C", found the string "B W H C". Did you mean "B H W C"?  [invalid_value]'],
  ],
  [{ eta: 1, layout: [] }, ['layout  Wanted the string "B H W C", found a list.  [invalid_value]']],
  [{ eta: 0 }, ['eta  Wanted a number > 0, found 0.  [out_of_range]']],
  [{ eta: 1.5 }, ['eta  Wanted a number <= 1, found 1.5.  [out_of_range]']],
  [{ eta: 1, steps: -3 }, ['steps  Wanted a number >= 1, found -3.  [out_of_range]']],
  [
    { eta: 1, name: 'A b' },
    ['name  The value must match pattern "^[a-z]+$", found the string "A b".  [invalid_value]'],
  ],
  [{ eta: 1, channels: [1] }, ['channels  The value must NOT have fewer than 2 items, found a list.  [invalid_value]']],
  [
    { eta: 1, rate: 'fast' },
    [
      'rate  Wanted a number, found the string "fast".  [wrong_type]',
      'rate  Wanted true or false, found the string "fast".  [wrong_type]',
    ],
  ],
];

for (const [value, expected] of cases) {
  test(`options ${JSON.stringify(value)}`, () => assert.equal(messages(value), expected));
}

test('all problems are reported at once', () => {
  assert.is(messages({ steps: 0, padding: 1, other: true }).length, 5);
});

test('pointers become dotted paths', () => {
  assert.is(pointerToPath(''), '');
  assert.is(pointerToPath('/with/eta'), 'with.eta');
  assert.is(pointerToPath('/a~1b/c~0d/~01/0'), 'a/b.c~d.~1.0');
});

test.run();
