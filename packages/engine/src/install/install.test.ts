import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addPip, addProgram, goodPip, inSandbox } from './fixtures/sandbox';
import { framework, library, license } from './fixtures/wheel';
import { installEngine } from './install';
import { locateIn } from './locate';
import type { InstallProgress } from './progress';

const test = suite('installation');

test('downloads, unpacks and records the needed files, and does not download twice', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    const { target } = sandbox;
    const folder = join(target.root, 'engine', 'tensorflow-2.21.0-test-x64');
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    assert.equal(await installEngine(target, { log }), { status: 'installed', folder });
    assert.equal(lines, [
      'Downloading tensorflow-test 2.21.0 (1 MB) with "python3 -m pip".',
      `Installed libtensorflow 2.21.0 in ${folder}.`,
    ]);
    assert.equal(sandbox.engines(), ['tensorflow-2.21.0-test-x64']);
    const names = ['LICENSE', 'engine.json', 'libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
    assert.equal(readdirSync(folder).sort(), names);
    assert.equal(readFileSync(join(folder, 'libtensorflow_framework.so.2')), framework);
    assert.equal(readFileSync(join(folder, 'libtensorflow_cc.so.2')), library);
    assert.equal(readFileSync(join(folder, 'LICENSE')), license);
    assert.equal(JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8')), {
      package: 'tensorflow-test',
      version: '2.21.0',
      platform: 'test-x64',
      wheel: target.download.wheel,
      sha256: target.download.sha256,
      files: [
        { name: 'libtensorflow_framework.so.2', bytes: 2200 },
        { name: 'libtensorflow_cc.so.2', bytes: 27_000 },
        { name: 'LICENSE', bytes: 11 },
      ],
    });
    const located = locateIn(target.root, target.download);
    assert.is('library' in located && located.library, join(folder, 'libtensorflow_cc.so.2'));
    assert.is('framework' in located && located.framework, join(folder, 'libtensorflow_framework.so.2'));
    assert.equal(await installEngine(target), { status: 'present', folder });
    assert.is(sandbox.calls().length, 1);
  }));

test('asks pip for exactly the pinned wheel, whatever the local Python', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    await installEngine(sandbox.target);
    const [call] = sandbox.calls();
    assert.equal(call?.slice(0, -1), [
      ...['-m', 'pip', 'download', '--disable-pip-version-check', '--no-cache-dir', '--no-input'],
      ...['--progress-bar', 'off', '--no-deps', '--only-binary=:all:', '--python-version', '3.11'],
      ...['--implementation', 'cp', '--abi', 'cp311', '--platform', 'test_1_0_x86_64'],
      ...['tensorflow-test==2.21.0', '--dest'],
    ]);
  }));

test('reports the bytes of each phase from 0 to its total', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    const updates: InstallProgress[] = [];
    await installEngine(sandbox.target, { onProgress: (progress) => updates.push(progress) });
    const bytes = sandbox.target.download.bytes;
    const ends = updates.filter(({ done, total }) => done === 0 || done === total);
    assert.equal(ends, [
      { phase: 'download', done: 0, total: bytes },
      { phase: 'download', done: bytes, total: bytes },
      { phase: 'check', done: 0, total: bytes },
      { phase: 'check', done: bytes, total: bytes },
      { phase: 'unpack', done: 0, total: 29_211 },
      { phase: 'unpack', done: 29_211, total: 29_211 },
    ]);
  }));

test('reports the bytes of a download in progress', () =>
  inSandbox(async (sandbox) => {
    // The half-written temporary file stays until the test has seen it.
    const seen = join(sandbox.folder, 'seen');
    addPip(
      sandbox,
      `fs.mkdirSync(temporary + '/deep');
       fs.writeFileSync(temporary + '/deep/part', fs.readFileSync(good).subarray(0, 300));
       const timer = setInterval(() => {
         if (!fs.existsSync(${JSON.stringify(seen)})) return;
         clearInterval(timer);
         ${goodPip}
       }, 20);`,
    );
    const reported: number[] = [];
    await installEngine(sandbox.target, {
      onProgress: ({ phase, done }) => {
        if (phase === 'download') reported.push(done);
        if (done === 300) addProgram(sandbox, '../seen', '');
      },
    });
    assert.equal(reported, [0, 300, sandbox.target.download.bytes]);
  }));

test('tries python3, python, pip3 and pip, in this order', () =>
  inSandbox(async (sandbox) => {
    addProgram(sandbox, 'python3', 'echo "No module named pip" >&2; exit 1');
    addPip(sandbox, 'process.exit(9)', 'pip');
    addPip(sandbox, goodPip, 'pip3');
    const result = await installEngine(sandbox.target);
    assert.is(result.status, 'installed');
    assert.is(sandbox.calls()[0]?.[0], 'download');
  }));

test('replaces a damaged engine', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    const { target } = sandbox;
    const first = await installEngine(target);
    const folder = first.status === 'installed' ? first.folder : '';
    truncateSync(join(folder, 'libtensorflow_cc.so.2'), 5);
    assert.equal(locateIn(target.root, target.download), {
      missing: `The libtensorflow in ${folder} is damaged: expected 27000 bytes in libtensorflow_cc.so.2, got 5.`,
    });
    assert.equal(await installEngine(target), { status: 'installed', folder });
    assert.equal(readFileSync(join(folder, 'libtensorflow_cc.so.2')), library);
    assert.equal(sandbox.engines(), ['tensorflow-2.21.0-test-x64']);
  }));

test('warns about an untested platform', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    const lines: string[] = [];
    const target = { ...sandbox.target, download: { ...sandbox.target.download, tested: false } };
    await installEngine(target, { log: (line) => lines.push(line) });
    const line = 'Downloading tensorflow-test 2.21.0 (1 MB) with "python3 -m pip". This platform is untested.';
    assert.is(lines[0], line);
  }));

test.run();
