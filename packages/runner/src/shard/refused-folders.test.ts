import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  contentsOf,
  editFixture,
  refusal,
  type SweepFixtureTrial,
  writeShardFixtures,
  writeSweepFixture,
} from './fixture';
import { mergeSweep } from './merge';

const test = suite('folders refused by mergeSweep');

let pool = '';

test.before(() => {
  pool = mkdtempSync(join(tmpdir(), 'noprop-refused-'));
});
test.after(() => rmSync(pool, { recursive: true, force: true }));

const place = (): string => mkdtempSync(join(pool, 'place-'));

/** Four killed trials: these tests do not depend on results. */
const done = (): readonly SweepFixtureTrial[] =>
  [1, 2, 3, 4].map((seed) => ({ id: sha256Hex(`${seed}`), name: 'ten', seed, reason: 'Killed.' }));

test('reports a folder without a sweep, an unfinished sweep and a broken sweep.json all at once', () => {
  const folder = place();
  mkdirSync(join(folder, 'empty'));
  rmSync(join(writeSweepFixture(join(folder, 'open'), { all: [] }), 'SHA256SUMS'));
  writeFileSync(join(writeSweepFixture(join(folder, 'torn'), { all: [] }), 'sweep.json'), '{"format":1,"nam');
  writeFileSync(join(writeSweepFixture(join(folder, 'old'), { all: [] }), 'sweep.json'), '{"format":2}');
  const hint = 'Pass folders created by "noprop sweep FILE --shard i/n --out DIR".  [not_a_sweep]';
  const damage = 'The file is damaged, was edited, or comes from another version.';
  const missing = (key: string): string => `old/sweep.json  Missing key "${key}". ${damage}  [missing_key]`;
  assert.equal(refusal(folder, ['open', 'nowhere', 'torn', 'empty', 'old']), [
    `empty  Not a sweep folder: it has no sweep.json. ${hint}`,
    `nowhere  Not a sweep folder: it has no sweep.json. ${hint}`,
    ...['name', 'id', 'version', 'command', 'trials'].map(missing),
    `old/sweep.json  format  Expected 1, got 2. ${damage}  [invalid_value]`,
    'open  The sweep has not ended: its folder has no SHA256SUMS. Run the shard again with the same --out; finished trials are kept.  [not_closed]',
    `torn/sweep.json  Invalid JSON: ${jsonReason('{"format":1,"nam')}. The file is damaged or was edited. Restore it.  [json_corrupt]`,
  ]);
});

test('refuses shards of two sweeps, of two versions, cut into two and three', () => {
  const folder = place();
  writeSweepFixture(join(folder, 'a'), { all: done(), shard: { index: 1, of: 2 } });
  writeSweepFixture(join(folder, 'b'), { all: done().slice(1), shard: { index: 2, of: 3 }, version: '0.2.0' });
  const [a, b] = ['a', 'b'].map((name) => {
    const { id } = JSON.parse(contentsOf(join(folder, name))['sweep.json'] as string) as { id: string };
    return `tens ${id.slice(0, 8)} (${name})`;
  });
  const [first, second] = [a, b].sort();
  assert.equal(refusal(folder, ['b', 'a']), [
    `Expected one sweep, got ${first} and ${second}. Run all shards from the same sweep file, with the same pipelines and plugins.  [different_sweeps]`,
    'Expected one number of shards, got 2 (a) and 3 (b). Run all shards with the same n in --shard i/n.  [different_cuts]',
    'Expected one version of noprop, got 0.1.0 (a) and 0.2.0 (b). Run all shards with the same version.  [different_versions]',
  ]);
});

test('refuses shards of one sweep with different descriptions', () => {
  const folder = place();
  writeShardFixtures(folder, done(), 2);
  editFixture(join(folder, '2-of-2'), 'sweep.json', (sweep) => {
    sweep.description = 'Another one.';
  });
  assert.equal(refusal(folder, ['1-of-2', '2-of-2']), [
    'Expected one "description" in sweep.json, got "Another one." (2-of-2) and nothing (1-of-2). Run all shards from the same sweep file.  [different_sweeps]',
  ]);
});

test('refuses a sweep with successive halving', () => {
  const folder = place();
  editFixture(writeSweepFixture(join(folder, 'whole'), { all: done() }), 'sweep.json', (sweep) => {
    sweep.halving = { option: 'training.epochs', from: 1, factor: 3, metric: 'accuracy' };
  });
  assert.equal(refusal(folder, ['whole']), [
    'whole/sweep.json  A sweep with successive halving cannot be split into shards. Run the whole sweep on one machine; --jobs runs several trials at once.  [halving]',
  ]);
});

test('refuses a shard file of another sweep', () => {
  const folder = place();
  const shards = [{ shard: 3 }, { units: ['ab'.repeat(32)] }, { sweep: 'cd'.repeat(32) }].map((change, i) => {
    const path = writeSweepFixture(join(folder, `${i}`), { all: [], shard: { index: 1, of: 1 } });
    editFixture(path, 'shard.json', (file) => Object.assign(file, change));
    return `${i}`;
  });
  const { id } = JSON.parse(contentsOf(join(folder, '0'))['sweep.json'] as string) as { id: string };
  const hint = 'This folder mixes files of two sweeps. Run the shard again with a new --out.  [foreign_shard]';
  assert.equal(
    refusal(folder, shards).filter((line) => line.includes('shard.json')),
    [
      `0/shard.json  Expected a shard from 1 to 1, got 3. ${hint}`,
      `1/shard.json  Expected trials of the sweep, got abababab. ${hint}`,
      `2/shard.json  Expected a shard of the sweep in sweep.json, ${id.slice(0, 8)}, got a shard of cdcdcdcd. ${hint}`,
    ],
  );
});

test('refuses malformed checksums', () => {
  const folder = place();
  const whole = writeSweepFixture(join(folder, 'whole'), { all: [] });
  const [line] = (contentsOf(whole).SHA256SUMS as string).split('\n') as [string];
  const hint = 'Copy the folder again from its source, or run the shard again.  [checksums_corrupt]';
  for (const [text, message] of [
    ['x\n', '1:1  Malformed checksum line: expected "<sha256>  <path>".'],
    [`${line}\n${line}\n`, '2:1  Duplicate path "sweep.json".'],
    [`${line}\n${line}`, `2:${line.length + 1}  The file ends without a newline.`],
  ] as const) {
    writeFileSync(join(whole, 'SHA256SUMS'), text);
    assert.equal(refusal(folder, ['whole']), [`whole/SHA256SUMS:${message} ${hint}`]);
  }
});

test('refuses an output path that holds something else', () => {
  const folder = place();
  writeSweepFixture(join(folder, 'whole'), { all: done() });
  writeFileSync(join(folder, 'file'), 'x');
  mkdirSync(join(folder, 'full', 'of'), { recursive: true });
  const other = writeSweepFixture(join(folder, 'other'), { all: done().slice(1) });
  mergeSweep({ folders: [other], out: join(folder, 'merged'), allowPartial: false, checkpoints: false });
  const { id } = JSON.parse(contentsOf(other)['sweep.json'] as string) as { id: string };
  const hint = 'Choose another --out, or move away what is there.  [out_exists]';
  const apart = `This would replace folders to merge: ${folder}/whole. Choose another --out.  [out_exists]`;
  const exists = 'The path already exists and is not an earlier merge of this sweep.';
  const refusalOf = (out: string): readonly string[] => refusal(folder, ['whole'], out);
  assert.equal(refusalOf('whole'), [`whole  --out  ${apart}`.replace(`${folder}/`, '')]);
  assert.equal(refusalOf('.'), [`${folder}  --out  ${apart}`.replace(`${folder}/`, '')]);
  assert.equal(refusalOf('file'), [`file  --out  ${exists} ${hint}`]);
  assert.equal(refusalOf('full'), [`full  --out  ${exists} ${hint}`]);
  const another = `The path already holds a merge of another sweep, ${id.slice(0, 8)}.`;
  assert.equal(refusalOf('merged'), [`merged  --out  ${another} ${hint}`]);
});

function jsonReason(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch (error) {
    return (error as Error).message;
  }
}

test.run();
