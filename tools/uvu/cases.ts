/** A test file and the lines that the strict runner must print for it, without times, the closing line last. */
export interface Case {
  readonly what: string;
  readonly source: string;
  /** Time limit in seconds. */
  readonly limit?: number;
  readonly lines: readonly string[];
}

const head = `const { suite } = require('uvu');\nconst assert = require('uvu/assert');\nconst test = suite('sums');\n`;
const good = `test('good', () => assert.is(1 + 1, 2));\n`;
const run = 'test.run();\n';

/** As `requiring()` skips a test. */
const skipped = (title: string): string =>
  `test.skip('${title}', Object.assign(() => {}, { skip: { needs: 'Chromium', command: 'apt-get install chromium' } }));\n`;

/** The plain ones, and one for each way in which a run could look green although it is not. */
export const cases: readonly Case[] = [
  {
    what: 'passes a file without problems, and lists what its skipped tests need',
    source: `${head}${good}${skipped('later')}${skipped('last')}${run}`,
    lines: [
      'a.test.ts  1 passed, 2 skipped',
      '  2 skipped: need Chromium. To run them: apt-get install chromium',
      '1 passed, 0 failed',
    ],
  },
  {
    what: 'shows a wrong value with the difference, the place and what the file printed',
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
    what: 'fails a file without tests',
    source: 'export const sum = 2;\n',
    lines: ['a.test.ts  FAILED', '  The file runs no test.', '0 passed, 1 failed'],
  },
  {
    what: 'passes a file that skips all its tests for a stated reason',
    source: `${head}${skipped('later')}${run}`,
    lines: [
      'a.test.ts  0 passed, 1 skipped',
      '  1 skipped: needs Chromium. To run it: apt-get install chromium',
      '0 passed, 0 failed',
    ],
  },
  {
    what: 'fails a test that is skipped without a reason',
    source: `${head}${good}test.skip('later', () => {});\n${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  later',
      '    Skipped without a reason: state what it needs with requiring().',
      '1 passed, 1 failed',
    ],
  },
  {
    what: 'fails a suite that never runs, even next to one that does',
    source: `${head}${good}${run}const other = suite('other');\nother('lost', () => assert.is(1, 2));\n`,
    lines: [
      'a.test.ts  FAILED',
      '  The suite "other" never runs "lost": call run() after its last test.',
      '1 passed, 1 failed',
    ],
  },
  {
    what: 'fails a test after run()',
    source: `${head}${good}${run}test('late', () => assert.is(1, 2));\n`,
    lines: [
      'a.test.ts  FAILED',
      '  The suite "sums" never runs "late": call run() after its last test.',
      '1 passed, 1 failed',
    ],
  },
  {
    what: 'fails on only(), because it hides the other tests',
    source: `${head}test('hidden', () => assert.is(1, 2));\ntest.only('seen', () => {});\n${run}`,
    lines: ['a.test.ts  FAILED', '  The suite "sums" leaves out tests: remove only().', '1 passed, 1 failed'],
  },
  {
    what: 'fails a test that rejects with something other than an Error, and runs the others',
    source: `${head}test('bad', () => Promise.reject('no reason'));\ntest('worse', () => Promise.reject());\n${good}${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  sums > bad',
      `    Expected an Error to be thrown, got 'no reason'.`,
      '  sums > worse',
      '    Expected an Error to be thrown, got undefined.',
      '1 passed, 2 failed',
    ],
  },
  {
    what: 'fails a file with a rejection that nobody handles',
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
    what: 'fails a file with an exception outside any test',
    source: `${head}test('timer', () => void setTimeout(() => { throw 7; }));\n${run}`,
    lines: ['a.test.ts  FAILED', '  An exception was never caught.', '  7', '1 passed, 1 failed'],
  },
  {
    what: 'fails a file whose hook fails after a test (uvu then calls it twice)',
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
    what: 'fails a file whose hook fails before its tests',
    source: `${head}test.before(() => Promise.reject('no'));\n${good}${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  A hook before all tests of "sums" failed.',
      "  Expected an Error to be thrown, got 'no'.",
      '0 passed, 1 failed',
    ],
  },
  {
    what: 'fails a file that cannot be loaded',
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
    what: 'fails a test that never settles',
    source: `${head}${good}test('stuck', () => new Promise(() => {}));\ntest('after it', () => {});\n${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  sums > stuck',
      '    The test never settles: it waits for something that cannot happen anymore.',
      '1 passed, 1 failed',
    ],
  },
  {
    what: 'kills and fails a test that exceeds the time limit',
    source: `${head}test('busy', () => { for (;;); });\n${run}`,
    limit: 4,
    lines: ['a.test.ts  FAILED', '  sums > busy', '    The test did not finish within 4 s.', '0 passed, 1 failed'],
  },
  {
    what: 'fails a test that calls process.exit(0)',
    source: `${head}${good}test('leaves', () => process.exit(0));\n${run}`,
    lines: ['a.test.ts  FAILED', '  sums > leaves', '    The test called process.exit(0).', '1 passed, 1 failed'],
  },
  {
    what: 'fails a test that crashes the process',
    source: `${head}test('crash', async () => {\n  process.kill(process.pid, 'SIGSEGV');\n  await new Promise(() => setInterval(() => {}, 9));\n});\n${run}`,
    lines: ['a.test.ts  FAILED', '  sums > crash', '    The test was killed by SIGSEGV.', '0 passed, 1 failed'],
  },
  {
    what: 'fails a file that crashes at exit, after every test has passed',
    source: `${head}${good}process.on('exit', () => process.kill(process.pid, 'SIGABRT'));\n${run}`,
    lines: ['a.test.ts  FAILED', '  The process was killed by SIGABRT after its last test.', '1 passed, 1 failed'],
  },
  {
    what: 'fails a file with a nonzero exit code, after every test has passed',
    source: `${head}${good}process.exitCode = 3;\n${run}`,
    lines: ['a.test.ts  FAILED', '  The process exited with code 3 after its last test.', '1 passed, 1 failed'],
  },
  {
    what: 'fails a file whose process does not end',
    source: `${head}${good}setInterval(() => {}, 100);\n${run}`,
    lines: [
      'a.test.ts  FAILED',
      '  The process was still running 5 s after its last test, kept alive by: Timeout.',
      '1 passed, 1 failed',
    ],
  },
];
