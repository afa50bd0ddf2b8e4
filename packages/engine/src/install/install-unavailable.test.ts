import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addPip, addProgram, goodPip, inSandbox } from './fixtures/sandbox';
import { installEngine } from './install';
import { unknownPlatform } from './locate';

const test = suite('unavailable installations');

test('reports a missing pip', () =>
  inSandbox(async ({ target }) => {
    assert.equal(await installEngine(target), {
      status: 'unavailable',
      reason:
        'Downloading libtensorflow 2.21.0 needs pip, but none of "python3 -m pip", "python -m pip", "pip3", "pip" ' +
        'works. Install python3-pip.',
    });
  }));

test('is unavailable with a Python that has no pip', () =>
  inSandbox(async (sandbox) => {
    addProgram(sandbox, 'python3', 'echo "python3: No module named pip" >&2; exit 1');
    const result = await installEngine(sandbox.target);
    assert.is(result.status, 'unavailable');
  }));

test('reports a missing network', () =>
  inSandbox(async (sandbox) => {
    addPip(
      sandbox,
      `console.log("WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)': /simple/x/");
       console.log('ERROR: No matching distribution found for tensorflow-test==2.21.0');
       process.exit(1);`,
    );
    assert.equal(await installEngine(sandbox.target), {
      status: 'unavailable',
      reason: 'pip could not reach its package index, so libtensorflow 2.21.0 was not downloaded.',
    });
    assert.equal(sandbox.engines(), []);
  }));

test('reports an index without the wheel', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, "console.log('ERROR: No matching distribution found for x'); process.exit(1);");
    assert.equal(await installEngine(sandbox.target), {
      status: 'unavailable',
      reason: "pip's package index has no tensorflow-test 2.21.0 for test_1_0_x86_64.",
    });
    assert.equal(sandbox.engines(), []);
  }));

test('reports a cache folder that is not writable', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    mkdirSync(sandbox.target.root);
    const engines = join(sandbox.target.root, 'engine');
    writeFileSync(engines, 'a file where a folder should be');
    assert.equal(await installEngine(sandbox.target), {
      status: 'unavailable',
      reason: `Cannot write to the cache folder ${engines} (EEXIST). Set NOPROP_CACHE to another folder.`,
    });
  }));

test('lists the platforms with a download', () => {
  const sentence = 'libtensorflow is not available for win32-x64, only for linux-x64, linux-arm64, darwin-arm64.';
  assert.is(unknownPlatform('win32-x64'), sentence);
});

test.run();
