import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addPip, addProgram, goodPip, inSandbox } from './fixtures/sandbox';
import { installEngine } from './install';
import { unknownPlatform } from './locate';

const test = suite('install unavailable');

test('no Python and no pip', () =>
  inSandbox(async ({ target }) => {
    assert.equal(await installEngine(target), {
      status: 'unavailable',
      reason:
        'Fetching libtensorflow 2.21.0 needs pip, and none of "python3 -m pip", "python -m pip", "pip3", "pip" works here; ' +
        'install python3-pip.',
    });
  }));

test('a Python without pip', () =>
  inSandbox(async (sandbox) => {
    addProgram(sandbox, 'python3', 'echo "python3: No module named pip" >&2; exit 1');
    const result = await installEngine(sandbox.target);
    assert.is(result.status, 'unavailable');
  }));

test('no network', () =>
  inSandbox(async (sandbox) => {
    addPip(
      sandbox,
      `console.log("WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)': /simple/x/");
       console.log('ERROR: No matching distribution found for tensorflow-test==2.21.0');
       process.exit(1);`,
    );
    assert.equal(await installEngine(sandbox.target), {
      status: 'unavailable',
      reason: 'pip could not reach its package index, so libtensorflow 2.21.0 was not fetched.',
    });
    assert.equal(sandbox.engines(), []);
  }));

test('an index that does not have the wheel', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, "console.log('ERROR: No matching distribution found for x'); process.exit(1);");
    assert.equal(await installEngine(sandbox.target), {
      status: 'unavailable',
      reason: "pip's package index has no tensorflow-test 2.21.0 for test_1_0_x86_64.",
    });
    assert.equal(sandbox.engines(), []);
  }));

test('a cache that cannot be written', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    mkdirSync(sandbox.target.root);
    const engines = join(sandbox.target.root, 'engine');
    writeFileSync(engines, 'a file where a folder should be');
    assert.equal(await installEngine(sandbox.target), {
      status: 'unavailable',
      reason: `The cache folder ${engines} cannot be written (EEXIST); NOPROP_CACHE can name another.`,
    });
  }));

test('a platform without a download', () => {
  const sentence = 'There is no libtensorflow download for win32-x64, only for linux-x64, linux-arm64, darwin-arm64.';
  assert.is(unknownPlatform('win32-x64'), sentence);
});

test.run();
