import { NopropError } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { download } from './fixtures/wheel';
import { explainPipFailure } from './pip-failure';

const test = suite('pip failure');

const BEGUN = '  Downloading tensorflow_test-2.21.0-cp311-cp311-test_1_0_x86_64.whl (274 MB)\n';
const NO_INDEX = 'pip could not reach its package index, so libtensorflow 2.21.0 was not fetched.';
const REFUSED =
  "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError('...: Failed to " +
  "establish a new connection: [Errno 111] Connection refused')': /simple/tensorflow-test/\n" +
  'ERROR: Could not find a version that satisfies the requirement tensorflow-test==2.21.0 (from versions: none)\n' +
  'ERROR: No matching distribution found for tensorflow-test==2.21.0\n';

test('no connection before the download began: it cannot be had', () => {
  assert.is(explain(REFUSED), NO_INDEX);
  assert.is(explain("ERROR: ... NameResolutionError: Failed to resolve 'index.example.org'"), NO_INDEX);
  assert.is(explain('ReadTimeoutError("HTTPSConnectionPool: Read timed out.")'), NO_INDEX);
});

test('an index without the package: it cannot be had', () => {
  const output = 'ERROR: No matching distribution found for tensorflow-test==2.21.0\n';
  assert.is(explain(output), "pip's package index has no tensorflow-test 2.21.0 for test_1_0_x86_64.");
});

test('the metadata of the wheel is not yet the download', () => {
  assert.is(explain(`${BEGUN.replace('.whl', '.whl.metadata')}${REFUSED}`), NO_INDEX);
});

test('no connection after the download began: it broke', () => {
  assert.is(
    explain(`${BEGUN}${REFUSED}`),
    'engine_download_failed: Fetching tensorflow-test 2.21.0 failed: pip ended with exit code 1 ' +
      '(No matching distribution found for tensorflow-test==2.21.0).',
  );
});

test('a hash that differs from the announced one: corrupt', () => {
  assert.is(
    explain(`${BEGUN}ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.`),
    'engine_corrupt_download: The download tensorflow_test-2.21.0-cp311-cp311-test_1_0_x86_64.whl is corrupt: pip found ' +
      'another hash than announced.',
  );
});

test('a full disk', () => {
  assert.is(
    explain(`${BEGUN}OSError: [Errno 28] No space left on device`),
    'engine_disk_full: The disk became full while installing the engine in /cache/engine.',
  );
});

test('any other failure: what pip said last, without addresses and hosts', () => {
  const failed = 'engine_download_failed: Fetching tensorflow-test 2.21.0 failed: pip ended with exit code 1';
  assert.is(explain(''), `${failed}.`);
  assert.is(explain('no such option: --platform\n\n'), `${failed} (no such option: --platform).`);
  const forbidden =
    'ERROR: HTTP error 403 while getting https://me:word@files.example.org/x.whl (from a.example.com)\n';
  const masked = 'HTTP error 403 while getting <address> (from <host>)';
  assert.is(explain(`${forbidden}WARNING: later`), `${failed} (${masked}).`);
  const invalid = "ERROR: Wheel 'x' located at /cache/engine/.staging-h-1-abcdef/tmp/pip-unpack-1/x.whl is invalid.";
  assert.is(explain(`${BEGUN}${invalid}`), `${failed} (Wheel 'x' located at x.whl is invalid).`);
});

function explain(output: string): string {
  const run = { started: true, code: 1, signal: null, output };
  const explained = explainPipFailure(download, run, '/cache/engine');
  if (!(explained instanceof NopropError)) return explained;
  return explained.issues.map(({ code, message }) => `${code}: ${message}`).join('\n');
}

test.run();
