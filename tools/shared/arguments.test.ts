import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseArguments, UsageError } from './arguments';

const test = suite('arguments');

const options = { json: { type: 'boolean', default: false } } as const;

const refuses = (args: readonly string[], operands: string, message: string): void =>
  assert.throws(
    () => parseArguments(args, options, operands),
    (error: unknown) => error instanceof UsageError && error.message === message,
  );

test('options and operands are told apart', () => {
  const { values, positionals } = parseArguments(['a', '--json', 'b'], options, 'FOLDER [PATTERN]');
  assert.is(values.json, true);
  assert.equal(positionals, ['a', 'b']);
  assert.equal(parseArguments(['a', 'b', 'c'], options, '[PATH...]').positionals, ['a', 'b', 'c']);
  assert.equal(parseArguments([], options, '').positionals, []);
});

test('too few and too many operands and unknown options are refused', () => {
  refuses([], 'FOLDER [PATTERN]', 'FOLDER is missing.');
  refuses(['a', 'b', 'c'], 'FOLDER [PATTERN]', '"c" is one argument too many.');
  refuses(['a'], '', '"a" is one argument too many.');
  refuses(['--jsom'], '', `Unknown option '--jsom'.`);
});

test.run();
