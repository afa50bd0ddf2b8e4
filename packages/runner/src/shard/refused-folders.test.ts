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

const test = suite('mergeSweep refuses folders');

let pool = '';

test.before(() => {
  pool = mkdtempSync(join(tmpdir(), 'noprop-refused-'));
});
test.after(() => rmSync(pool, { recursive: true, force: true }));

const place = (): string => mkdtempSync(join(pool, 'place-'));

/** Four trials that were all killed: what is asserted here does not depend on results. */
const done = (): readonly SweepFixtureTrial[] =>
  [1, 2, 3, 4].map((seed) => ({ id: sha256Hex(`${seed}`), name: 'ten', seed, reason: 'Killed.' }));

test('what is no sweep folder, one that has not ended, and a broken sweep.json, all at once', () => {
  const folder = place();
  mkdirSync(join(folder, 'empty'));
  rmSync(join(writeSweepFixture(join(folder, 'open'), { all: [] }), 'SHA256SUMS'));
  writeFileSync(join(writeSweepFixture(join(folder, 'torn'), { all: [] }), 'sweep.json'), '{"format":1,"nam');
  writeFileSync(join(writeSweepFixture(join(folder, 'old'), { all: [] }), 'sweep.json'), '{"format":2}');
  const hint = 'Give the folders that "noprop sweep FILE --shard i/n --out DIR" made.  [not_a_sweep]';
  const damage = 'The file was damaged or edited, or is of another version.';
  const missing = (key: string): string => `old/sweep.json  The key "${key}" is missing. ${damage}  [missing_key]`;
  assert.equal(refusal(folder, ['open', 'nowhere', 'torn', 'empty', 'old']), [
    `empty  A sweep folder is wanted, but there is no sweep.json in it. ${hint}`,
    `nowhere  A sweep folder is wanted, but there is no sweep.json in it. ${hint}`,
    ...['name', 'id', 'version', 'command', 'trials'].map(missing),
    `old/sweep.json  format  Wanted 1, found 2. ${damage}  [invalid_value]`,
    'open  The folder of a sweep that has ended is wanted, but there is no SHA256SUMS in it. Run the shard again with the same --out: what is done is kept.  [not_closed]',
    `torn/sweep.json  JSON is wanted, but: ${jsonReason('{"format":1,"nam')}. The file was damaged or edited; restore it.  [json_corrupt]`,
  ]);
});

test('shards of two sweeps, of two versions, cut into two and three', () => {
  const folder = place();
  writeSweepFixture(join(folder, 'a'), { all: done(), shard: { index: 1, of: 2 } });
  writeSweepFixture(join(folder, 'b'), { all: done().slice(1), shard: { index: 2, of: 3 }, version: '0.2.0' });
  const [a, b] = ['a', 'b'].map((name) => {
    const { id } = JSON.parse(contentsOf(join(folder, name))['sweep.json'] as string) as { id: string };
    return `tens ${id.slice(0, 8)} (${name})`;
  });
  const [first, second] = [a, b].sort();
  assert.equal(refusal(folder, ['b', 'a']), [
    `One sweep is wanted, found ${first} and ${second}. Its id follows from its trials: run all shards of one sweep file, with the same pipelines and plugins.  [different_sweeps]`,
    'One number of shards is wanted, found 2 (a) and 3 (b). Run all shards with the same n of --shard i/n.  [different_cuts]',
    'One version of noprop is wanted, found 0.1.0 (a) and 0.2.0 (b). Run all shards with the same version.  [different_versions]',
  ]);
});

test('shards of one sweep that is described in two ways', () => {
  const folder = place();
  writeShardFixtures(folder, done(), 2);
  editFixture(join(folder, '2-of-2'), 'sweep.json', (sweep) => {
    sweep.description = 'Another one.';
  });
  assert.equal(refusal(folder, ['1-of-2', '2-of-2']), [
    'One "description" in sweep.json is wanted, found "Another one." (2-of-2) and nothing (1-of-2). Run all shards of the same sweep file.  [different_sweeps]',
  ]);
});

test('a sweep with successive halving', () => {
  const folder = place();
  editFixture(writeSweepFixture(join(folder, 'whole'), { all: done() }), 'sweep.json', (sweep) => {
    sweep.halving = { option: 'training.epochs', from: 1, factor: 3, figure: 'accuracy' };
  });
  assert.equal(refusal(folder, ['whole']), [
    'whole/sweep.json  A sweep without successive halving is wanted: its rounds cannot be cut into shards. Run the whole sweep in one place, with --jobs for several trials at a time.  [halving]',
  ]);
});

test('a shard file of another sweep', () => {
  const folder = place();
  const shards = [{ shard: 3 }, { units: ['ab'.repeat(32)] }, { sweep: 'cd'.repeat(32) }].map((change, i) => {
    const path = writeSweepFixture(join(folder, `${i}`), { all: [], shard: { index: 1, of: 1 } });
    editFixture(path, 'shard.json', (file) => Object.assign(file, change));
    return `${i}`;
  });
  const { id } = JSON.parse(contentsOf(join(folder, '0'))['sweep.json'] as string) as { id: string };
  const hint = 'Files of two sweeps lie in this folder; run the shard again with a new --out.  [foreign_shard]';
  assert.equal(
    refusal(folder, shards).filter((line) => line.includes('shard.json')),
    [
      `0/shard.json  A shard from 1 to 1 is wanted, found 3. ${hint}`,
      `1/shard.json  Trials of the sweep are wanted, found abababab. ${hint}`,
      `2/shard.json  A shard of the sweep in sweep.json, ${id.slice(0, 8)}, is wanted, found a shard of cdcdcdcd. ${hint}`,
    ],
  );
});

test('checksums that are none', () => {
  const folder = place();
  const whole = writeSweepFixture(join(folder, 'whole'), { all: [] });
  const [line] = (contentsOf(whole).SHA256SUMS as string).split('\n') as [string];
  const wanted =
    'A SHA-256 in hexadecimal, two spaces, a path that is new, and a line end are wanted. Get the folder again from where it was made, or run the shard again.  [checksums_corrupt]';
  for (const [text, place] of [
    [`${line}\n${line}\n`, '2:1'],
    [line, '2:1'],
    ['x\n', '1:1'],
  ] as const) {
    writeFileSync(join(whole, 'SHA256SUMS'), text);
    assert.equal(refusal(folder, ['whole']), [`whole/SHA256SUMS:${text === line ? '1:1' : place}  ${wanted}`]);
  }
});

test('places that hold something else', () => {
  const folder = place();
  writeSweepFixture(join(folder, 'whole'), { all: done() });
  writeFileSync(join(folder, 'file'), 'x');
  mkdirSync(join(folder, 'full', 'of'), { recursive: true });
  const other = writeSweepFixture(join(folder, 'other'), { all: done().slice(1) });
  mergeSweep({ folders: [other], out: join(folder, 'merged'), allowPartial: false, checkpoints: false });
  const { id } = JSON.parse(contentsOf(other)['sweep.json'] as string) as { id: string };
  const hint = 'Give another --out, or move away what is there.  [out_exists]';
  const apart = `A place apart from the folders to merge is wanted, but ${folder}/whole would be replaced. ${hint}`;
  const free = 'A free place or an earlier merge of this sweep is wanted, but';
  const tell = (out: string): readonly string[] => refusal(folder, ['whole'], out);
  assert.equal(tell('whole'), [`whole  --out  ${apart}`.replace(`${folder}/`, '')]);
  assert.equal(tell('.'), [`${folder}  --out  ${apart}`.replace(`${folder}/`, '')]);
  assert.equal(tell('file'), [`file  --out  ${free} something else is there. ${hint}`]);
  assert.equal(tell('full'), [`full  --out  ${free} something else is there. ${hint}`]);
  assert.equal(tell('merged'), [`merged  --out  ${free} the sweep ${id.slice(0, 8)} is there. ${hint}`]);
});

function jsonReason(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch (error) {
    return (error as Error).message;
  }
}

test.run();
