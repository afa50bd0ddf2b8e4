import { renderIssue } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toPlain } from './node';
import { parseYaml } from './parse';

const test = suite('convert');

const reserved = 'It is a reserved name in JavaScript.  [bad_key]';
const strings = 'Keys must be strings. Put the key in quotes.  [bad_key]';
const written = 'is not allowed: aliases can blow up a small file. Write the value out.  [alias]';
const inexact = 'cannot be represented exactly. Use a finite number; integers must be below 2^53.  [bad_number]';
const again = (key: string, line: number): string =>
  `Duplicate key "${key}"; the first is on line ${line}. Keep only one of them.  [duplicate_key]`;

/** Each level refers to the previous one twice: 2^30 values in a kilobyte. */
const bomb = Array.from({ length: 30 }, (_, i) => `b${i + 1}: &b${i + 1} [*b${i}, *b${i}]`).join('\n');

const refused: readonly (readonly [string, string, readonly string[]])[] = [
  ['an alias', 'a: &x 1\nb: *x\n', [`2:4  b  The alias "*x" ${written}`]],
  ['an alias without an anchor', 'a:\n  - *nope\n', [`2:5  a.0  The alias "*nope" ${written}`]],
  ['an alias bomb, with one issue', `b0: &b0 [x, x]\n${bomb}\n`, [`2:10  b1.0  The alias "*b0" ${written}`]],
  ['a list inside itself', '&a [*a]\n', [`1:5  0  The alias "*a" ${written}`]],
  ['a map inside itself', 'a: &a\n  b: *a\n', [`2:6  a.b  The alias "*a" ${written}`]],
  ['a merge key', 'a: &x {b: 1}\nc:\n  <<: *x\n', [`3:7  c.<<  The alias "*x" ${written}`]],
  ['a duplicate key', 'a: 1\nb: 2\na: 3\n', [`3:1  a  ${again('a', 1)}`]],
  ['a duplicate key, once in quotes', 'x:\n  - {b: 1,\n     "b": 2}\n', [`3:6  x.0.b  ${again('b', 2)}`]],
  ['a key that appears three times', 'a: 1\na: 2\na: 3\n', [`2:1  a  ${again('a', 1)}`, `3:1  a  ${again('a', 1)}`]],
  ['keys that are not strings', '1: a\ntrue: b\n~: c\n1.5: d\n', [1, 2, 3, 4].map((line) => `${line}:1  ${strings}`)],
  [
    'keys that are lists or maps',
    'a:\n  ? [b]\n  : 1\n  ? {c: 1}\n  : 2\n',
    [`2:5  a  ${strings}`, `4:5  a  ${strings}`],
  ],
  ['a value without a key', ': 1\n', [`1:1  ${strings}`]],
  ['__proto__', '__proto__: {polluted: true}\n', [`1:1  __proto__  The key "__proto__" is not allowed. ${reserved}`]],
  [
    '__proto__ in disguise',
    '"\\x5f_proto__": 1\n',
    [`1:1  __proto__  The key "__proto__" is not allowed. ${reserved}`],
  ],
  [
    'constructor in a list',
    'a:\n  - constructor: 1\n',
    [`2:5  a.0.constructor  The key "constructor" is not allowed. ${reserved}`],
  ],
  [
    'prototype, deeply nested',
    'a: {b: {c: {prototype: 1}}}\n',
    [`1:13  a.b.c.prototype  The key "prototype" is not allowed. ${reserved}`],
  ],
  ['an integer that would lose a digit', 'a: 9007199254740993\n', [`1:4  a  The number 9007199254740993 ${inexact}`]],
  [
    'a negative integer that would lose a digit',
    'a: -9007199254740992\n',
    [`1:4  a  The number -9007199254740992 ${inexact}`],
  ],
  [
    'large hexadecimal and octal integers',
    'a: [0xffffffffffffffff, 0o7777777777777777777777]\n',
    [`1:5  a.0  The number 0xffffffffffffffff ${inexact}`, `1:25  a.1  The number 0o7777777777777777777777 ${inexact}`],
  ],
  ['100,000 digits', `a: ${'9'.repeat(100_000)}\n`, [`1:4  a  The number ${'9'.repeat(37)}... ${inexact}`]],
  [
    '100,000 digits and a fraction',
    `a: ${'9'.repeat(100_000)}.5\n`,
    [`1:4  a  The number ${'9'.repeat(37)}... ${inexact}`],
  ],
  ['a number beyond doubles', 'a: -1e400\n', [`1:4  a  The number -1e400 ${inexact}`]],
  [
    'infinities and NaN',
    '[.inf, 1, -.INF,\n .nan]\n',
    [
      `1:2  0  The number .inf ${inexact}`,
      `1:11  2  The number -.INF ${inexact}`,
      `2:2  3  The number .nan ${inexact}`,
    ],
  ],
];

for (const [name, text, issues] of refused) {
  test(`refuses ${name}`, () => assert.equal(parseYaml(text).issues.map(renderIssue), issues));
}

test('leaves out refused keys and keeps the others', () => {
  const { root } = parseYaml('a: 1\na: 2\n1: x\n__proto__: {polluted: true}\nb: {constructor: 1, c: 2}\n');
  assert.equal(root && toPlain(root), { a: 1, b: { c: 2 } });
  assert.is(({} as Record<string, unknown>).polluted, undefined);
});

test('accepts the largest exact integers and rounds fractions', () => {
  const { root, issues } = parseYaml('[9007199254740991, -9007199254740991, 1e30, 0.1234567890123456789]');
  assert.equal(issues, []);
  assert.equal(root && toPlain(root), [9007199254740991, -9007199254740991, 1e30, 0.12345678901234568]);
});

test('keeps the line and column of every value', () => {
  const { root } = parseYaml('a:\n  - x\n  -  {b: 1}\n');
  assert.equal(root, {
    kind: 'map',
    place: { line: 1, column: 1 },
    removed: new Map(),
    entries: new Map([
      [
        'a',
        {
          key: { line: 1, column: 1 },
          value: {
            kind: 'list',
            place: { line: 2, column: 3 },
            items: [
              { kind: 'scalar', value: 'x', place: { line: 2, column: 5 } },
              {
                kind: 'map',
                place: { line: 3, column: 6 },
                removed: new Map(),
                entries: new Map([
                  [
                    'b',
                    {
                      key: { line: 3, column: 7 },
                      value: { kind: 'scalar', value: 1, place: { line: 3, column: 10 } },
                    },
                  ],
                ]),
              },
            ],
          },
        },
      ],
    ]),
  });
});

test.run();
