import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { exitCodes, NopropError } from './error';
import type { Issue } from './issue';
import { didYouMean, renderIssue, renderIssues, sortIssues } from './render';

const test = suite('issues');

const issue: Issue = { code: 'unknown_key', path: 'objective.with.eat', message: 'Unknown key "eat".' };
const placed: Issue = { ...issue, file: 'a.yaml', range: { line: 3, column: 9 }, hint: 'Did you mean "eta"?' };

test('renders position, path, message, hint and code', () => {
  assert.is(
    renderIssue(placed),
    'a.yaml:3:9  objective.with.eat  Unknown key "eat". Did you mean "eta"?  [unknown_key]',
  );
});

test('leaves out unknown parts', () => {
  assert.is(renderIssue(issue), 'objective.with.eat  Unknown key "eat".  [unknown_key]');
  assert.is(renderIssue({ ...issue, path: '' }), 'Unknown key "eat".  [unknown_key]');
  assert.is(renderIssue({ ...issue, path: '', file: 'a.yaml' }), 'a.yaml  Unknown key "eat".  [unknown_key]');
});

test('sorts issues by file, line, column and path, those without a position first', () => {
  const at = (file: string, line: number, column: number, path = ''): Issue => ({
    code: 'x',
    message: 'X.',
    path,
    file,
    range: { line, column },
  });
  const sorted = [
    { code: 'x', message: 'X.', path: 'z' },
    { code: 'x', message: 'X.', path: '', file: 'a.yaml' },
    at('a.yaml', 2, 10),
    at('a.yaml', 10, 1, 'a'),
    at('a.yaml', 10, 1, 'b'),
    at('a.yaml', 10, 3),
    at('b.yaml', 1, 1),
  ];
  const mixed = [5, 2, 6, 0, 4, 1, 3].map((i) => sorted[i] as Issue);
  assert.equal(sortIssues(mixed), sorted);
  assert.is(renderIssues(mixed), sorted.map(renderIssue).join('\n'));
  assert.equal(mixed[0], sorted[5], 'the input is not changed');
});

test('an error carries its issues, their text and an exit code', () => {
  const error = new NopropError([placed, issue], exitCodes.usage);
  assert.is(error.message, `${renderIssue(issue)}\n${renderIssue(placed)}`);
  assert.equal(error.issues, [placed, issue]);
  assert.is(error.exitCode, 2);
  assert.is(new NopropError(issue).exitCode, 1);
  assert.is(error.name, 'NopropError');
});

const suggestions = [
  ['noprop/cosin', ['noprop/linear', 'noprop/cosine'], 'Did you mean "noprop/cosine"?'],
  ['ETA', ['eta', 'runs'], 'Did you mean "eta"?'],
  ['learningrate', ['learningRate', 'weightDecay'], 'Did you mean "learningRate"?'],
  ['wieght', ['weightDecay', 'weight'], 'Did you mean "weight"?'],
  ['momentum', ['epsilon', 'beta1'], undefined],
  ['lr', ['eta', 'T'], undefined],
  ['', ['a'], undefined],
  ['eta', [], undefined],
] as const;

for (const [found, choices, hint] of suggestions) {
  test(`suggests ${hint ? hint.slice(13, -1) : 'nothing'} for "${found}" among [${choices.join(', ')}]`, () =>
    assert.is(didYouMean(found, choices), hint));
}

test.run();
