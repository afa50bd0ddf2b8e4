/** A test file and what the strict runner must print for it, the closing line included. */
export interface Case {
  readonly what: string;
  readonly source: string;
  readonly args?: readonly string[];
  readonly lines: readonly string[];
}

const head = `const { suite } = require('uvu');\nconst assert = require('uvu/assert');\nconst test = suite('sums');\n`;
const good = `test('good', () => assert.is(1 + 1, 2));\n`;
const run = 'test.run();\n';

/** One for each way in which a run may look green and is not, beside the plain ones. */
export const cases: readonly Case[] = [
  {
    what: 'a file where all is well passes, and names what it skips',
    source: `${head}${good}test.skip('later', () => {});\n${run}`,
    lines: ['a.test.ts  1 passed, skipped: "later"', '1 passed, 0 failed'],
  },
  {
    what: 'a wrong value is shown with the difference, the place and what the file printed',
    source: `${head}${good}test('wrong', () => {\n  console.log('adding');\n  assert.is(1 + 1, 3);\n});\n${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  sums > wrong',
      '    Expected values to be strictly equal:',
      '',
      '    ++3    (Expected)',
      '    --2    (Actual)',
      '',
      '      at callback (a.test.ts:7:10)',
      '  It printed:',
      '  | • adding',
      '1 passed, 1 failed',
    ],
  },
  {
    what: 'a file without a test fails',
    source: 'export const sum = 2;\n',
    lines: ['a.test.ts  FAILED', '  The file runs no test.', '0 passed, 1 failed'],
  },
  {
    what: 'a file that skips all its tests fails',
    source: `${head}test.skip('later', () => {});\n${run}`,
    lines: ['a.test.ts  FAILED, skipped: "later"', '  The file runs no test.', '0 passed, 1 failed'],
  },
  {
    what: 'a suite that is never run fails, even beside one that is',
    source: `${head}${good}${run}const other = suite('other');\nother('lost', () => assert.is(1, 2));\n`,
    lines: [
      'a.test.ts  FAILED',
      '  The suite "other" never runs "lost": call run() after its last test.',
      '1 passed, 1 failed',
    ],
  },
  {
    what: 'a test behind run() fails',
    source: `${head}${good}${run}test('late', () => assert.is(1, 2));\n`,
    lines: [
      'a.test.ts  FAILED',
      '  The suite "sums" never runs "late": call run() after its last test.',
      '1 passed, 1 failed',
    ],
  },
  {
    what: 'only() fails, for it hides the other tests',
    source: `${head}test('hidden', () => assert.is(1, 2));\ntest.only('seen', () => {});\n${run}`,
    lines: ['a.test.ts  FAILED', '  The suite "sums" leaves out tests: take away only().', '1 passed, 1 failed'],
  },
  {
    what: 'a rejection that is no Error fails its test, and the others still run',
    source: `${head}test('bad', () => Promise.reject('no reason'));\ntest('worse', () => Promise.reject());\n${good}${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  sums > bad',
      `    'no reason' was thrown, which is no Error.`,
      '  sums > worse',
      '    undefined was thrown, which is no Error.',
      '1 passed, 2 failed',
    ],
  },
  {
    what: 'a rejection that nobody handles fails the file',
    source: `${head}${good}test('stray', () => void Promise.reject(new TypeError('lost')));\n${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  A rejection was never handled.',
      '  TypeError: lost',
      '    at callback (a.test.ts:5:41)',
      '2 passed, 1 failed',
    ],
  },
  {
    what: 'an exception outside of any test fails the file',
    source: `${head}test('timer', () => void setTimeout(() => { throw 7; }));\n${run}`,
    lines: ['a.test.ts  FAILED', '  An exception was never caught.', '  7', '1 passed, 1 failed'],
  },
  {
    what: 'a hook that fails after a test fails the file (uvu calls it twice then)',
    source: `${head}test.after.each(() => { throw new RangeError('not tidy'); });\n${good}${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  A hook after each test of "sums" failed.',
      '  RangeError: not tidy',
      '    at callback (a.test.ts:4:31)',
      '  A hook after each test of "sums" failed.',
      '  RangeError: not tidy',
      '    at callback (a.test.ts:4:31)',
      '1 passed, 2 failed',
    ],
  },
  {
    what: 'a hook that fails before the tests keeps them from running, which fails',
    source: `${head}test.before(() => Promise.reject('no'));\n${good}${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  A hook before all tests of "sums" failed.',
      "  'no' was thrown, which is no Error.",
      '0 passed, 1 failed',
    ],
  },
  {
    what: 'a file that cannot be loaded fails',
    source: `${head}${good}throw new Error('half way');\n${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  The file cannot be loaded.',
      '  half way',
      '    at Object.<anonymous> (a.test.ts:5:7)',
      '  The suite "sums" never runs "good": call run() after its last test.',
      '0 passed, 2 failed',
    ],
  },
  {
    what: 'a test that never settles fails, and so do the ones that it keeps from running',
    source: `${head}${good}test('stuck', () => new Promise(() => {}));\ntest('after it', () => {});\n${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  sums > stuck',
      '    The test never settles: it waits for something that nothing is left to bring about.',
      '1 passed, 1 failed',
    ],
  },
  {
    what: 'a test that goes on beyond the limit is ended',
    source: `${head}test('busy', () => { for (;;); });\n${run}`,
    args: ['--limit', '4'],
    lines: ['a.test.ts  FAILED', '  sums > busy', '    The test did not end within 4 s.', '0 passed, 1 failed'],
  },
  {
    what: 'process.exit(0) in a test fails it',
    source: `${head}${good}test('leaves', () => process.exit(0));\n${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  sums > leaves',
      '    The test ended the process with process.exit(0).',
      '1 passed, 1 failed',
    ],
  },
  {
    what: 'a test that crashes the process fails',
    source: `${head}test('crash', async () => {\n  process.kill(process.pid, 'SIGSEGV');\n  await new Promise(() => setInterval(() => {}, 9));\n});\n${run}`,
    lines: ['a.test.ts  FAILED', '  sums > crash', '    The test was killed by SIGSEGV.', '0 passed, 1 failed'],
  },
  {
    what: 'a crash at exit, after every test has passed, fails the file',
    source: `${head}${good}process.on('exit', () => process.kill(process.pid, 'SIGABRT'));\n${run}`,
    lines: ['a.test.ts  FAILED', '  The process was killed by SIGABRT after its last test.', '1 passed, 1 failed'],
  },
  {
    what: 'an exit code other than 0, after every test has passed, fails the file',
    source: `${head}${good}process.exitCode = 3;\n${run}`,
    lines: ['a.test.ts  FAILED', '  The process ended with exit code 3 after its last test.', '1 passed, 1 failed'],
  },
  {
    what: 'a file whose process does not end fails',
    source: `${head}${good}setInterval(() => {}, 100);\n${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  The process did not end within 5 s of its last test; it is held by: Timeout.',
      '1 passed, 1 failed',
    ],
  },
];
