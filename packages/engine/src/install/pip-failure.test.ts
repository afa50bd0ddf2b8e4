import { NopropError } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { download } from './fixtures/wheel';
import { explainPipFailure } from './pip-failure';

const test = suite('pip failures');

const STARTED = '  Downloading tensorflow_test-2.21.0-cp311-cp311-test_1_0_x86_64.whl (274 MB)\n';
const NO_INDEX = 'pip could not reach its package index, so libtensorflow 2.21.0 was not downloaded.';
const REFUSED =
  "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError('...: Failed to " +
  "establish a new connection: [Errno 111] Connection refused')': /simple/tensorflow-test/\n" +
  'ERROR: Could not find a version that satisfies the requirement tensorflow-test==2.21.0 (from versions: none)\n' +
  'ERROR: No matching distribution found for tensorflow-test==2.21.0\n';

test('treats a lost connection before the download starts as unavailable', () => {
  assert.is(explain(REFUSED), NO_INDEX);
  assert.is(explain("ERROR: ... NameResolutionError: Failed to resolve 'index.example.org'"), NO_INDEX);
  assert.is(explain('ReadTimeoutError("HTTPSConnectionPool: Read timed out.")'), NO_INDEX);
});

test('treats an index without the package as unavailable', () => {
  const output = 'ERROR: No matching distribution found for tensorflow-test==2.21.0\n';
  assert.is(explain(output), "pip's package index has no tensorflow-test 2.21.0 for test_1_0_x86_64.");
});

test('does not take the wheel metadata for the download', () => {
  assert.is(explain(`${STARTED.replace('.whl', '.whl.metadata')}${REFUSED}`), NO_INDEX);
});

test('treats a lost connection after the download starts as a failed download', () => {
  assert.is(
    explain(`${STARTED}${REFUSED}`),
    'engine_download_failed: Downloading tensorflow-test 2.21.0 failed: pip exited with code 1 ' +
      '(No matching distribution found for tensorflow-test==2.21.0).',
  );
});

test('treats a hash mismatch as a corrupt download', () => {
  assert.is(
    explain(`${STARTED}ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.`),
    'engine_corrupt_download: The download tensorflow_test-2.21.0-cp311-cp311-test_1_0_x86_64.whl is corrupt: pip ' +
      'reported a hash mismatch.',
  );
});

test('reports a full disk', () => {
  assert.is(
    explain(`${STARTED}OSError: [Errno 28] No space left on device`),
    'engine_disk_full: The disk filled up while installing the engine in /cache/engine.',
  );
});

test('quotes the last error of pip without addresses and hosts', () => {
  const failed = 'engine_download_failed: Downloading tensorflow-test 2.21.0 failed: pip exited with code 1';
  assert.is(explain(''), `${failed}.`);
  assert.is(explain('no such option: --platform\n\n'), `${failed} (no such option: --platform).`);
  const forbidden =
    'ERROR: HTTP error 403 while getting https://me:word@files.example.org/x.whl (from a.example.com)\n';
  const masked = 'HTTP error 403 while getting <address> (from <host>)';
  assert.is(explain(`${forbidden}WARNING: later`), `${failed} (${masked}).`);
  const invalid = "ERROR: Wheel 'x' located at /cache/engine/.staging-h-1-abcdef/tmp/pip-unpack-1/x.whl is invalid.";
  assert.is(explain(`${STARTED}${invalid}`), `${failed} (Wheel 'x' located at x.whl is invalid).`);
});

function explain(output: string): string {
  const run = { started: true, code: 1, signal: null, output };
  const explained = explainPipFailure(download, run, '/cache/engine');
  if (!(explained instanceof NopropError)) return explained;
  return explained.issues.map(({ code, message }) => `${code}: ${message}`).join('\n');
}

test.run();
