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

test('separates options from operands', () => {
  const { values, positionals } = parseArguments(['a', '--json', 'b'], options, 'FOLDER [PATTERN]');
  assert.is(values.json, true);
  assert.equal(positionals, ['a', 'b']);
  assert.equal(parseArguments(['a', 'b', 'c'], options, '[PATH...]').positionals, ['a', 'b', 'c']);
  assert.equal(parseArguments([], options, '').positionals, []);
});

test('refuses too few or too many operands and unknown options', () => {
  refuses([], 'FOLDER [PATTERN]', 'Missing FOLDER.');
  refuses(['a', 'b', 'c'], 'FOLDER [PATTERN]', 'Unexpected argument "c".');
  refuses(['a'], '', 'Unexpected argument "a".');
  refuses(['--jsom'], '', `Unknown option '--jsom'.`);
});

test.run();
