import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { downloadFor, downloads, libraryNames } from './downloads';
import { platformName } from './platform';

const test = suite('downloads');

test('lists three platforms, one of them tested', () => {
  const rows = downloads.map(({ platform, wheel, bytes, tested }) => [platform, wheel, bytes, tested]);
  assert.equal(rows, [
    ['linux-x64', 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl', 273_829_956, true],
    ['linux-arm64', 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl', 281_828_020, false],
    ['darwin-arm64', 'tensorflow-2.21.0-cp311-cp311-macosx_12_0_arm64.whl', 223_405_849, false],
  ]);
});

test('has consistent names within each row', () => {
  for (const { package: name, version, platform, platformTag, wheel, members, ...row } of downloads) {
    assert.is(wheel, `${name.replace('-', '_')}-${version}-cp311-cp311-${platformTag}.whl`);
    const { framework, library } = libraryNames(platform.split('-')[0] as string);
    assert.equal([row.framework, row.library], [framework, library]);
    const files = members.map(({ file }) => file);
    assert.equal(files, [framework, library, 'LICENSE', 'THIRD_PARTY_NOTICES.txt']);
    for (const digest of [row.sha256, ...members.map(({ sha256 }) => sha256)]) assert.match(digest, /^[0-9a-f]{64}$/);
  }
});

test('is deeply frozen', () => {
  for (const frozen of [downloads, ...downloads, ...downloads.flatMap(({ members }) => [members, ...members])]) {
    assert.ok(Object.isFrozen(frozen));
  }
});

test('finds the download for a platform by name', () => {
  assert.is(downloadFor('linux-arm64'), downloads[1]);
  assert.is(downloadFor('linux-x64-musl'), undefined);
  const here = `${process.platform}-${process.arch}`;
  assert.ok([here, `${here}-musl`].includes(platformName()));
});

test.run();
