import { renderIssue } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toPlain } from './node';
import { parseYaml } from './parse';

const test = suite('parseYaml');

const issuesOf = (text: string): string[] => parseYaml(text).issues.map(renderIssue);

const plainOf = (text: string): unknown => {
  const { root, issues } = parseYaml(text);
  assert.equal(issues, []);
  return root && toPlain(root);
};

test('parses maps, lists and scalars of YAML 1.2', () => {
  const text = 'text: a b\nlist:\n  - 1\n  - {x: -1.5e3}\nblock: |\n  one\n  two\nnothing:\n';
  const value = { text: 'a b', list: [1, { x: -1500 }], block: 'one\ntwo\n', nothing: null };
  assert.equal(plainOf(text), value);
  assert.equal(plainOf(`\ufeff%YAML 1.2\n---\n${text.replaceAll('\n', '\r\n')}...\n`), value);
});

test('reads only true and false as booleans, and only decimal, 0x and 0o as integers', () => {
  const scalars =
    'no, on, yes, off, y, true, True, FALSE, null, ~, 1_000, 0b11, 010, 0o10, 0x1F, 12:30, 2001-01-01, .5, +1, 1.0';
  const expected = ['no', 'on', 'yes', 'off', 'y', true, true, false, null, null, '1_000', '0b11', 10, 8, 31];
  assert.equal(plainOf(`[${scalars}]`), [...expected, '12:30', '2001-01-01', 0.5, 1, 1]);
});

test('accepts an unused anchor and a tag of the core schema', () => {
  assert.equal(plainOf('a: &x 1\nb: !!str 1\n'), { a: 1, b: '1' });
});

const empty = '1:1  The file is empty. Start from pipelines/quickstart.yaml.  [empty_file]';
for (const [name, text] of Object.entries({
  nothing: '',
  'blank lines': ' \n\n',
  'only comments': '# a\n  # b\n',
  'only a document start': '---\n',
  'only a document end': '...\n',
  null: 'null\n',
})) {
  test(`refuses an empty text: ${name}`, () => assert.equal(issuesOf(text), [empty]));
}

const tag = 'A tag such as "!name" is not allowed here. Write the value without a tag.  [unknown_tag]';
const layout =
  'Indent by two spaces per level, write "key: value", and quote text with special characters.  [yaml_syntax]';
const refused: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'two documents',
    'a: 1\n---\nb: 2\n',
    ['2:1  Expected one document, got 2. Keep one, and remove the "---" lines.  [several_documents]'],
  ],
  [
    'an empty second document',
    'a: 1\n---\n',
    ['2:1  Expected one document, got 2. Keep one, and remove the "---" lines.  [several_documents]'],
  ],
  [
    'three documents',
    '---\na: 1\n---\n---\n',
    ['3:1  Expected one document, got 3. Keep one, and remove the "---" lines.  [several_documents]'],
  ],
  ['an unknown tag', 'a: 1\nb:  !mine 2\n', [`2:5  ${tag}`]],
  ['a tag that would make a function', 'a: !!js/function "x"\n', [`1:4  ${tag}`]],
  ['tags outside the core schema', '[!!binary eA==, !!timestamp 2001-01-01]\n', [`1:2  ${tag}`, `1:17  ${tag}`]],
  [
    'YAML 1.1',
    '%YAML 1.1\n---\na: yes\n',
    ['1:1  Expected YAML 1.2, got the directive %YAML 1.1. Remove the directive.  [yaml_version]'],
  ],
  ['an unknown YAML version', '%YAML 1.3\n---\na: 1\n', [`1:7  Invalid YAML: Unsupported YAML version 1.3. ${layout}`]],
  ['a tab', 'a:\n\tb: 1\n', [`2:1  Invalid YAML: Tabs are not allowed as indentation. ${layout}`]],
  [
    'a reserved character',
    'a: @x\n',
    [`1:4  Invalid YAML: Plain value cannot start with reserved character @. ${layout}`],
  ],
  [
    'two colons on a line',
    'a: b: c\n',
    [`1:4  Invalid YAML: Nested mappings are not allowed in compact mappings. ${layout}`],
  ],
  ['an unclosed quote', 'a: 1\nb: "x', [`2:6  Invalid YAML: Missing closing "quote. ${layout}`]],
  [
    'three open brackets in one place',
    'a: [[[\n',
    [`2:1  Invalid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]. ${layout}`],
  ],
];

for (const [name, text, issues] of refused) {
  test(`refuses ${name}`, () => {
    assert.equal(issuesOf(text), issues);
    assert.is(parseYaml(text).root, undefined);
  });
}

test('reports at most ten syntax errors', () => {
  assert.is(issuesOf('a: @x\n'.repeat(30)).length, 10);
});

test('shows a given place instead of the position', () => {
  const parsed = parseYaml('{a: !mine 1}', { override: 'x={a: !mine 1}' });
  assert.equal(parsed.issues.map(renderIssue), [`override x={a: !mine 1}  ${tag}`]);
  assert.equal(parseYaml('', { override: 'x=' }).root, { kind: 'scalar', value: null, place: { override: 'x=' } });
});

test.run();
