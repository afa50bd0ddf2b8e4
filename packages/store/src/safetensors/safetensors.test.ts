import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { failureOf, inTemporaryFolder, messageOf } from '../testing';
import { entry, fileOf } from './hostile-files';
import { readSafetensors } from './read';
import { bytesPerElement, type NamedTensor, type StoredType } from './tensor';
import { writeSafetensors } from './write';

const test = suite('safetensors');

const floats: NamedTensor = {
  name: 'b',
  dtype: 'F32',
  shape: [2],
  data: new Uint8Array(Float32Array.of(1, -2).buffer),
};
const bytes: NamedTensor = { name: 'a', dtype: 'U8', shape: [3, 1], data: Uint8Array.of(1, 2, 3) };
const scalar: NamedTensor = { name: 'é', dtype: 'I32', shape: [], data: new Uint8Array(Int32Array.of(-1).buffer) };
const empty: NamedTensor = { name: 'c/none', dtype: 'F32', shape: [0, 5], data: new Uint8Array(0) };

// Computed independently: SHA-256 of the file below with 64 zeros in place of the digest.
const goldenDigest = 'b541cbc4465a023492073fe8478d4acbd826705b15333f6a55d543dbdd880a41';

test('writes the golden bytes of a small file', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    assert.equal(writeSafetensors(path, [bytes, floats], { kind: 'x' }), { bytes: 235, sha256: goldenDigest });
    const json = `{"__metadata__":{"kind":"x","sha256":"${goldenDigest}"},"a":{"dtype":"U8","shape":[3,1],"data_offsets":[8,11]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`;
    const file = readFileSync(path);
    assert.equal([...file.subarray(0, 8)], [216, 0, 0, 0, 0, 0, 0, 0]);
    assert.is(file.toString('utf8', 8, 224), json.padEnd(216, ' '));
    assert.equal([...file.subarray(224)], [0, 0, 128, 63, 0, 0, 0, 192, 1, 2, 3]);
  }));

test('writes the same bytes for any order of tensors and metadata', () =>
  inTemporaryFolder((folder) => {
    const tensors = [bytes, floats, scalar, empty];
    writeSafetensors(join(folder, 'a'), tensors, { x: '1', y: '2' });
    writeSafetensors(join(folder, 'b'), [...tensors].reverse(), { y: '2', x: '1' });
    assert.equal(readFileSync(join(folder, 'a')), readFileSync(join(folder, 'b')));
  }));

test('reads back what it wrote, ready for typed arrays', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a');
    const { sha256 } = writeSafetensors(path, [bytes, floats, scalar, empty], { kind: 'x "quoted"' });
    const { metadata, tensors } = readSafetensors(path);
    assert.equal(
      [...metadata],
      [
        ['kind', 'x "quoted"'],
        ['sha256', sha256],
      ],
    );
    assert.equal([...tensors.keys()].sort(), ['a', 'b', 'c/none', 'é']);
    const { dtype, shape, data } = tensors.get('b') ?? floats;
    assert.equal([dtype, shape], ['F32', [2]]);
    assert.equal([...new Float32Array(data.buffer, data.byteOffset, 2)], [1, -2]);
  }));

const arbitraryTensors = fc.uniqueArray(
  fc
    .record({
      name: fc.string({ unit: 'grapheme', minLength: 1 }),
      dtype: fc.constantFrom<StoredType>('F32', 'I32', 'U8'),
      shape: fc.array(fc.nat(4), { maxLength: 3 }),
      fill: fc.nat(255),
    })
    .map(({ name, dtype, shape, fill }) => {
      const count = shape.reduce((product, size) => product * size, 1);
      return { name: `t/${name}`, dtype, shape, data: new Uint8Array(count * bytesPerElement[dtype]).fill(fill) };
    }),
  { selector: (tensor) => tensor.name, maxLength: 5 },
);

test('reads back arbitrary tensors', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a');
    fc.assert(
      fc.property(
        arbitraryTensors,
        fc.dictionary(fc.stringMatching(/^m[a-z]{0,5}$/), fc.string()),
        (tensors, metadata) => {
          const { sha256 } = writeSafetensors(path, tensors, metadata);
          const read = readSafetensors(path);
          assert.equal(Object.fromEntries(read.metadata), { ...metadata, sha256 });
          assert.is(read.tensors.size, tensors.length);
          for (const { name, ...tensor } of tensors) {
            const found = read.tensors.get(name);
            assert.equal(found, tensor);
            assert.is((found?.data.byteOffset ?? 1) % bytesPerElement[tensor.dtype], 0);
          }
        },
      ),
      { numRuns: 50 },
    );
  }));

test('detects flipped bits in any byte', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a');
    writeSafetensors(path, [bytes, floats], { kind: 'x' });
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      for (const mask of [0x01, 0x20, 0x80, 0xff]) {
        const damaged = Buffer.from(whole);
        damaged[at] = (whole[at] ?? 0) ^ mask;
        writeFileSync(path, damaged);
        assert.is(failureOf(() => readSafetensors(path)).issues[0]?.code, 'checkpoint_corrupt', `byte ${at} ^ ${mask}`);
      }
    }
  }));

test('detects a file cut at any length or with extra bytes at the end', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a');
    writeSafetensors(path, [bytes, floats], { kind: 'x' });
    const whole = readFileSync(path);
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      assert.is(failureOf(() => readSafetensors(path)).issues[0]?.code, 'checkpoint_corrupt', `cut at ${length}`);
    }
    writeFileSync(path, Buffer.concat([whole, Buffer.alloc(1)]));
    assert.match(
      messageOf(() => readSafetensors(path)),
      'describes 11 bytes of data, but the file has 12',
    );
  }));

test('reports both digests after a changed byte', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a');
    writeSafetensors(path, [bytes, floats], { kind: 'x' });
    const damaged = readFileSync(path);
    damaged[234] = 4;
    writeFileSync(path, damaged);
    assert.match(
      messageOf(() => readSafetensors(path)),
      `expected sha256 ${goldenDigest}, got dea02b0dc722ac7fa0f3ec778f3f9d50a399b5f4683ed3da894c72975ca4b2c2`,
    );
  }));

test('reads a file without a digest only if the digest is optional', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a');
    writeFileSync(path, fileOf(`{ ${entry('x')} , ${entry('y', 'U8', '[1]', '[8,9]')}}`, 9));
    assert.match(
      messageOf(() => readSafetensors(path)),
      'Invalid safetensors file: it has no sha256 in its metadata.',
    );
    const { tensors, metadata } = readSafetensors(path, { digest: 'optional' });
    assert.is(metadata.size, 0);
    assert.equal(tensors.get('x'), { dtype: 'F32', shape: [2], data: new Uint8Array(8).fill(7) });
  }));

test('aligns the data of files from other programs', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a');
    writeFileSync(path, fileOf(`{${entry('x', 'U8', '[1]', '[0,1]')},${entry('y', 'F32', '[2]', '[1,9]')}}`, 9));
    const y = readSafetensors(path, { digest: 'optional' }).tensors.get('y');
    assert.equal(y, { dtype: 'F32', shape: [2], data: new Uint8Array(8).fill(7) });
    assert.is((y?.data.byteOffset ?? 1) % 4, 0);
  }));

test("reports a caller's mistake as an internal error and leaves no file", () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a');
    const write =
      (tensors: readonly NamedTensor[], metadata = {}) =>
      () =>
        writeSafetensors(path, tensors, metadata);
    assert.throws(write([floats, floats]), /^internal: two tensors are named "b"$/);
    assert.throws(write([{ ...floats, shape: [3] }]), /^internal: tensor "b" is F32 \[3\] but has 8 bytes$/);
    assert.throws(write([{ ...floats, name: 'constructor' }]), /^internal: "constructor" cannot name/);
    assert.throws(write([], { sha256: 'x' }), /^internal: "sha256" cannot name/);
    assert.throws(() => readFileSync(path), /ENOENT/);
  }));

test.run();
