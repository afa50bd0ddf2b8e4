import { renderIssue } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type DocumentNode, toPlain } from './node';
import { applyOverrides, type Overridden } from './overrides';
import { parseYaml } from './parse';

const test = suite('overrides');

const document = parseYaml('a: 1\nmap: {b: 2, c: {d: 3}}\nlist: [x, {y: 4}]\nempty: []\n').root as DocumentNode;
const plain = toPlain(document) as Record<string, unknown>;

const apply = (...operands: string[]): Overridden => applyOverrides(document, operands);

const plainOf = (...operands: string[]): unknown => {
  const { root, issues } = apply(...operands);
  assert.equal(issues.map(renderIssue), []);
  return toPlain(root);
};

const values: readonly (readonly [string, unknown])[] = [
  ['', null],
  ['~', null],
  ['null', null],
  ['2', 2],
  ['-1e-3', -0.001],
  ['0x10', 16],
  ['true', true],
  ['no', 'no'],
  ['some text', 'some text'],
  ['"2"', '2'],
  ['x=y', 'x=y'],
  ['[1, two, {z: 3}]', [1, 'two', { z: 3 }]],
  ['{p: 1, q: [2]}', { p: 1, q: [2] }],
  ['p: 1', { p: 1 }],
  ['# nothing', null],
];

for (const [text, value] of values) {
  test(`reads a value as YAML: a=${text}`, () => assert.equal(plainOf(`a=${text}`), { ...plain, a: value }));
}

test('replaces existing values: nested, in lists, whole maps', () => {
  assert.equal(plainOf('map.c.d=5'), { ...plain, map: { b: 2, c: { d: 5 } } });
  assert.equal(plainOf('list.0=z'), { ...plain, list: ['z', { y: 4 }] });
  assert.equal(plainOf('list.1.y=5'), { ...plain, list: ['x', { y: 5 }] });
  assert.equal(plainOf('map={e: 1}'), { ...plain, map: { e: 1 } });
});

test('adds with +: keys, intermediate maps, items at the end', () => {
  assert.equal(plainOf('+map.e=5'), { ...plain, map: { b: 2, c: { d: 3 }, e: 5 } });
  assert.equal(plainOf('+new.deep.key=5'), { ...plain, new: { deep: { key: 5 } } });
  assert.equal(plainOf('+list.2=z'), { ...plain, list: ['x', { y: 4 }, 'z'] });
  assert.equal(plainOf('+empty.0.uses=z', '+empty.1.uses=w'), { ...plain, empty: [{ uses: 'z' }, { uses: 'w' }] });
  assert.equal(plainOf('+new.0.uses=z'), { ...plain, new: [{ uses: 'z' }] });
});

test('removes with ~: keys and items', () => {
  assert.equal(plainOf('~map.c.d'), { ...plain, map: { b: 2, c: {} } });
  assert.equal(plainOf('~list.0'), { ...plain, list: [{ y: 4 }] });
  const { a: _, ...rest } = plain;
  assert.equal(plainOf('~a'), rest);
});

test('applies each override to the result of the previous ones', () => {
  assert.equal(plainOf('a=2', 'a=3'), { ...plain, a: 3 });
  assert.equal(plainOf('~a', '+a=5'), { ...plain, a: 5 });
  assert.equal(plainOf('+new=1', 'new=2', '~new'), plain);
});

test('does not change the document itself', () => {
  apply('a=2', '~map', 'list.0=z', '+new=1');
  assert.equal(toPlain(document), plain);
});

test('sets a key that the document lacks, and reports it as created', () => {
  const { root, created, issues } = apply('map.c.e=5', 'a=2', 'map.c.e=6');
  assert.equal(issues, []);
  assert.equal(created, [{ operand: 'map.c.e=5', path: ['map', 'c', 'e'] }]);
  assert.equal((toPlain(root) as typeof plain).map, { b: 2, c: { d: 3, e: 6 } });
});

const how = 'Write key=value to replace, +key=value to add, ~key to remove.  [bad_override]';
const refused: readonly (readonly [string, string])[] = [
  ['', `override   Not an override. ${how}`],
  ['=1', `override =1  Not an override. ${how}`],
  ['+', `override +  Not an override. ${how}`],
  ['a', `override a  Missing value. ${how}`],
  ['+a', `override +a  Missing value. ${how}`],
  ['~a=1', `override ~a=1  A removal takes no value. ${how}`],
  ['map..b=1', `override map..b=1  "map..b" is not a path into a pipeline. ${how}`],
  ['a.__proto__.b=1', `override a.__proto__.b=1  "a.__proto__.b" is not a path into a pipeline. ${how}`],
  [
    '+constructor.prototype.b=1',
    `override +constructor.prototype.b=1  "constructor.prototype.b" is not a path into a pipeline. ${how}`,
  ],
  ['~map.constructor', `override ~map.constructor  "map.constructor" is not a path into a pipeline. ${how}`],
  [
    'a={__proto__: {b: 1}}',
    'override a={__proto__: {b: 1}}  __proto__  The key "__proto__" is not allowed. It is a reserved name in JavaScript.  [bad_key]',
  ],
  ['a.b=1', 'override a.b=1  "a" is neither a map nor a list, so "a.b" cannot be set.  [bad_override]'],
  ['+a.b.c=1', 'override +a.b.c=1  "a" is neither a map nor a list, so "a.b.c" cannot be set.  [bad_override]'],
  [
    'list.2=z',
    'override list.2=z  "list" is a list of length 2: items are numbered from 0, and +list.2 adds one.  [bad_override]',
  ],
  [
    '+list.3=z',
    'override +list.3=z  "list" is a list of length 2: items are numbered from 0, and +list.2 adds one.  [bad_override]',
  ],
  [
    'list.-1=z',
    'override list.-1=z  "list" is a list of length 2: items are numbered from 0, and +list.2 adds one.  [bad_override]',
  ],
  [
    'list.01=z',
    'override list.01=z  "list" is a list of length 2: items are numbered from 0, and +list.2 adds one.  [bad_override]',
  ],
  [
    'list.length=0',
    'override list.length=0  "list" is a list of length 2: items are numbered from 0, and +list.2 adds one.  [bad_override]',
  ],
  ['+map.b=1', 'override +map.b=1  The pipeline already has "map.b". To replace it, write map.b=1.  [override_exists]'],
  ['~map.bb', 'override ~map.bb  The pipeline has no "map.bb". Did you mean "map.b"?  [unknown_override]'],
  ['~nothing.like.it', 'override ~nothing.like.it  The pipeline has no "nothing.like.it".  [unknown_override]'],
  [
    'a=*x',
    'override a=*x  The alias "*x" is not allowed: aliases can blow up a small file. Write the value out.  [alias]',
  ],
  [
    'a=.inf',
    'override a=.inf  The number .inf cannot be represented exactly. Use a finite number; integers must be below 2^53.  [bad_number]',
  ],
  [
    'a=!t 1',
    'override a=!t 1  A tag such as "!name" is not allowed here. Write the value without a tag.  [unknown_tag]',
  ],
];

for (const [operand, message] of refused) {
  test(`refuses "${operand}" and changes nothing`, () => {
    const { root, issues } = apply(operand);
    assert.equal(issues.map(renderIssue), [message]);
    assert.equal(toPlain(root), plain);
    assert.is(({} as Record<string, unknown>).b, undefined);
  });
}

test('shortens a long override in the place of an issue', () => {
  const [issue] = apply(`map..b=${'x'.repeat(100)}`).issues;
  assert.is(issue?.file, `override map..b=${'x'.repeat(50)}...`);
});

test.run();
