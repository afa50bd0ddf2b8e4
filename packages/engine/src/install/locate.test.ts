import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cacheRoot, engineFolder } from './cache';
import { downloadFor, libraryNames, tensorflowVersion } from './downloads';
import { addPip, goodPip, inSandbox } from './fixtures/sandbox';
import { installEngine } from './install';
import { locateEngine, locateIn } from './locate';
import { platformName } from './platform';
import { receiptOf } from './receipt';

const test = suite('engine lookup');

const names = libraryNames(process.platform);

test('uses NOPROP_CACHE, else noprop in XDG_CACHE_HOME, else noprop in ~/.cache', () => {
  assert.is(cacheRoot({ NOPROP_CACHE: '/a/b', XDG_CACHE_HOME: '/x' }), '/a/b');
  assert.is(cacheRoot({ NOPROP_CACHE: 'a' }), resolve('a'));
  assert.is(cacheRoot({ NOPROP_CACHE: '', XDG_CACHE_HOME: '/x' }), '/x/noprop');
  assert.is(cacheRoot({ XDG_CACHE_HOME: 'relative' }), join(homedir(), '.cache/noprop'));
  assert.is(cacheRoot({}), join(homedir(), '.cache/noprop'));
});

test('reports an empty cache', () =>
  inSandbox(({ target: { root, download } }) => {
    const missing = `libtensorflow 2.21.0 is not installed in ${root}/engine/tensorflow-2.21.0-test-x64.`;
    assert.equal(locateIn(root, download), { missing });
  }));

test('reports an empty cache named by the environment', () =>
  inSandbox(({ target: { root } }) => {
    const platform = platformName();
    const folder = join(root, 'engine', `tensorflow-${tensorflowVersion}-${platform}`);
    const missing =
      downloadFor(platform) === undefined
        ? `libtensorflow is not available for ${platform}, only for linux-x64, linux-arm64, darwin-arm64.`
        : `libtensorflow 2.21.0 is not installed in ${folder}.`;
    assert.equal(locateEngine({ NOPROP_CACHE: root }), { missing });
  }));

test('finds an installed engine and reports damage to it', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    const { root, download } = sandbox.target;
    await installEngine(sandbox.target);
    const folder = engineFolder(root, download);
    assert.equal(locateIn(root, download), {
      folder,
      framework: join(folder, download.framework),
      library: join(folder, download.library),
      receipt: receiptOf(download),
    });
    const damaged = (fault: string) => ({ missing: `The libtensorflow in ${folder} is damaged: ${fault}.` });
    assert.equal(locateIn(root, { ...download, sha256: 'other' }), damaged('engine.json is for another download'));
    rmSync(join(folder, download.library));
    assert.equal(locateIn(root, download), damaged('libtensorflow_cc.so.2 is missing'));
    writeFileSync(join(folder, 'engine.json'), '{"pack');
    assert.equal(locateIn(root, download), damaged('engine.json is missing or unreadable'));
  }));

test('uses the libraries in NOPROP_ENGINE unchecked', () =>
  inSandbox(({ folder }) => {
    writeFileSync(join(folder, names.framework), '');
    writeFileSync(join(folder, names.library), '');
    assert.equal(locateEngine({ NOPROP_ENGINE: folder }), {
      folder,
      framework: join(folder, names.framework),
      library: join(folder, names.library),
      receipt: undefined,
    });
  }));

test('refuses a NOPROP_ENGINE folder without the libraries', () =>
  inSandbox(({ folder }) => {
    const own = join(folder, 'own');
    const text = (absent: string) =>
      `NOPROP_ENGINE  ${own} does not contain ${absent}. Set NOPROP_ENGINE to the ` +
      '"tensorflow" folder of an unpacked TensorFlow 2.21.0 wheel, or unset it.  [engine_folder]';
    const locate = () => locateEngine({ NOPROP_ENGINE: own });
    assert.throws(locate, (error: Error) => error.message === text(`${names.framework} or ${names.library}`));
    mkdirSync(own);
    writeFileSync(join(own, names.framework), '');
    assert.throws(locate, (error: Error) => error.message === text(names.library));
  }));

test.run();
