import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { requiring } from './requiring';

const test = suite('requiring');

const chromium = { isMet: false, needs: 'Chromium', command: 'apt-get install chromium' };

/** A stand-in for uvu's test that records what is registered. */
function recorder() {
  const run: [string, () => void | Promise<void>][] = [];
  const skipped: [string, unknown][] = [];
  const record = (title: string, body: () => void | Promise<void>): void => void run.push([title, body]);
  const skip = (title?: string, body?: object): void =>
    void skipped.push([title ?? '', body !== undefined && 'skip' in body ? body.skip : undefined]);
  return { run, skipped, test: Object.assign(record, { skip }) };
}

const body = (): void => undefined;

test('runs the test if the requirement is met', () => {
  const { run, skipped, test: recorded } = recorder();
  requiring(recorded, { ...chromium, isMet: true })('opens a page', body);
  assert.equal([run, skipped], [[['opens a page', body]], []]);
});

test('skips the test with the reason and the command if it is not', () => {
  const { run, skipped, test: recorded } = recorder();
  withSkip(undefined, () => requiring(recorded, chromium)('opens a page', body));
  const need = { needs: 'Chromium', command: 'apt-get install chromium' };
  assert.equal([run, skipped], [[], [['opens a page', need]]]);
});

test('fails the test with NOPROP_TEST_SKIP=never', () => {
  const { run, skipped, test: recorded } = recorder();
  withSkip('never', () => requiring(recorded, chromium)('opens a page', body));
  assert.equal(skipped, []);
  assert.throws(run[0]?.[1] as () => void, (error: Error) => {
    assert.is(error.message, 'Needs Chromium. Run: apt-get install chromium');
    return true;
  });
});

test.run();

function withSkip(value: string | undefined, use: () => void): void {
  const before = process.env.NOPROP_TEST_SKIP;
  if (value === undefined) delete process.env.NOPROP_TEST_SKIP;
  else process.env.NOPROP_TEST_SKIP = value;
  try {
    use();
  } finally {
    if (before === undefined) delete process.env.NOPROP_TEST_SKIP;
    else process.env.NOPROP_TEST_SKIP = before;
  }
}
