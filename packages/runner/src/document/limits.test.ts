import { renderIssue } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { limitIssue } from './limits';
import { parseYaml } from './parse';

const test = suite('limits');

const tooLarge = (limit: string): string =>
  `Expected a pipeline of at most ${limit}. A pipeline describes an experiment; keep data in separate files.  [too_large]`;
const tooDeep = (line: number): string => `${line}:1  Expected at most 64 levels of nesting, got more.  [too_deep]`;

const hostile: Readonly<Record<string, readonly [string, string]>> = {
  'a byte more than a mebibyte': [`a: ${'x'.repeat(1024 * 1024 - 2)}`, tooLarge('1048576 bytes, got 1048577')],
  'two bytes per character': [`a: ${'é'.repeat(600_000)}`, tooLarge('1048576 bytes, got 1200003')],
  'open brackets': [`\n\n${'['.repeat(20_000)}`, tooDeep(3)],
  'open braces': ['{a: '.repeat(20_000), tooDeep(1)],
  'consecutive dashes': ['- '.repeat(20_000), tooDeep(1)],
  'consecutive question marks': ['? '.repeat(20_000), tooDeep(1)],
  'maps in maps': [Array.from({ length: 100 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), tooDeep(64)],
  'a long list': ['- x\n'.repeat(30_000), tooLarge('20000 tokens, got more')],
  'many anchors': ['&a '.repeat(30_000), tooLarge('20000 tokens, got more')],
  'many documents': ['---\n'.repeat(30_000), tooLarge('20000 tokens, got more')],
  'many blank lines': ['\n'.repeat(1_000_000), tooLarge('20000 tokens, got more')],
  'many quotes': ['"'.repeat(1_000_000), tooLarge('20000 tokens, got more')],
};

for (const [name, [text, message]] of Object.entries(hostile)) {
  test(`refuses ${name}, before composing the text`, () => {
    const issue = limitIssue(text);
    assert.is(issue && renderIssue(issue), message);
    assert.equal(parseYaml(text), { issues: [issue] });
  });
}

test('allows a mebibyte, and twenty levels', () => {
  assert.is(limitIssue(`a: ${'x'.repeat(1024 * 1024 - 3)}`), undefined);
  assert.equal(parseYaml(`a: ${'x'.repeat(1024 * 1024 - 3)}`).issues, []);
  assert.equal(parseYaml(`${'['.repeat(20)}${']'.repeat(20)}`).issues, []);
});

test('limits an override like a file', () => {
  const { issues } = parseYaml('['.repeat(100), { override: 'a=[[[' });
  assert.equal(issues.map(renderIssue), [
    'override a=[[[  Expected at most 64 levels of nesting, got more.  [too_deep]',
  ]);
});

test.run();
