import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NopropError } from '@noprop/core';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checksumIssues, writeChecksums } from './checksums';
import {
  contentsOf,
  editFixture,
  runFixtureTrials,
  type SweepFixtureTrial,
  writeShardFixtures,
  writeSweepFixture,
} from './fixture';
import { type MergeOutcome, mergeSweep } from './merge';

const test = suite('mergeSweep');

let pool = '';
let all: readonly SweepFixtureTrial[] = [];

test.before(async () => {
  pool = mkdtempSync(join(tmpdir(), 'noprop-merge-'));
  all = await runFixtureTrials(join(pool, 'runs'));
});
test.after(() => rmSync(pool, { recursive: true, force: true }));

/** A new empty folder. */
const place = (): string => mkdtempSync(join(pool, 'place-'));

const merge = (folders: readonly string[], out: string, more = {}): MergeOutcome =>
  mergeSweep({ folders, out, allowPartial: false, checkpoints: false, ...more });

/** The files of a sweep folder that its merged version has too. */
function recordOf(folder: string): Readonly<Record<string, string>> {
  const kept = Object.entries(contentsOf(folder)).filter(
    ([file]) => !/checkpoints\/|run\.lock$|shard\.json$|merge\.json$|SHA256SUMS$/.test(file),
  );
  return Object.fromEntries(kept);
}

test('merges three shards into one sweep with its files, failures and counts', () => {
  const folder = place();
  const out = join(folder, 'merged');
  const outcome = merge(writeShardFixtures(folder, all, 3), out);
  const [name] = all.map((trial) => `${trial.name}-${trial.id.slice(0, 8)}`) as [string];
  assert.is(outcome.name, 'tens');
  assert.equal(outcome.completed.length, 4);
  assert.is(outcome.completed[0], name);
  assert.equal(outcome.missing, []);
  assert.equal(
    outcome.failed.map(({ name, reason }) => [name.slice(0, 5), reason.slice(0, 56)]),
    [
      ['cliff', 'training  The loss is NaN at step 5 (epoch 2, only): the'],
      ['ten-2', 'The process was killed (SIGKILL): out of memory.'],
    ],
  );
  assert.equal(outcome.warnings, []);
  assert.equal(readdirSync(out).sort(), ['SHA256SUMS', 'failures', 'merge.json', 'sweep.json', 'trials']);
  // The killed trial has no run folder.
  assert.equal(readdirSync(join(out, 'trials')).length, 5);
  assert.equal(readdirSync(join(out, 'trials', name)).sort(), [
    'checkpoints',
    'clock.jsonl',
    'environment.json',
    'metrics.csv',
    'metrics.jsonl',
    'pipeline.yaml',
    'plan.json',
    'result.json',
  ]);
  assert.equal(readdirSync(join(out, 'trials', name, 'checkpoints')), []);
  const { sweep, ...rest } = JSON.parse(readFileSync(join(out, 'merge.json'), 'utf8'));
  assert.is(sweep, JSON.parse(readFileSync(join(out, 'sweep.json'), 'utf8')).id);
  assert.equal(rest, { format: 1, version: '0.1.0', partial: false, missing: [] });
  assert.equal(checksumIssues(out), []);
});

test('property: merges any cut in any order into the whole sweep', () => {
  const whole = writeSweepFixture(join(place(), 'whole'), { all });
  const expected = recordOf(whole);
  const shuffled = fc
    .integer({ min: 1, max: 9 })
    .chain((of) => fc.shuffledSubarray([...Array(of).keys()], { minLength: of, maxLength: of }));
  let first: Readonly<Record<string, string>> | undefined;
  const check = (order: readonly number[]): void => {
    const folder = place();
    const shards = writeShardFixtures(folder, all, order.length);
    const out = join(folder, 'out');
    merge(
      order.map((i) => shards[i] as string),
      out,
    );
    assert.equal(recordOf(out), expected);
    first ??= contentsOf(out);
    assert.equal(contentsOf(out), first);
  };
  fc.assert(fc.property(shuffled, check), { numRuns: 12 });
  // Merging the whole sweep alone gives the same bytes.
  const out = join(place(), 'out');
  merge([whole], out);
  assert.equal(contentsOf(out), first as object);
});

test('property: refuses if any shard folder is missing, even that of an empty shard', () => {
  const folder = place();
  const cuts = [2, 5, 9].map((of) => writeShardFixtures(join(folder, `${of}`), all, of));
  const lost = fc.constantFrom(...cuts).chain((shards) => fc.tuple(fc.constant(shards), fc.nat(shards.length - 1)));
  fc.assert(
    fc.property(lost, ([shards, index]) => {
      const rest = shards.filter((_, i) => i !== index);
      assert.throws(
        () => merge(rest, join(folder, 'out')),
        (error: Error) => error.message.includes(`but shard ${index + 1} is missing`),
      );
      assert.not(existsSync(join(folder, 'out')));
    }),
    { numRuns: 12 },
  );
});

test('takes trials found in two folders once, whichever comes first', () => {
  const folder = place();
  const shards = writeShardFixtures(folder, all, 2);
  const again = writeSweepFixture(join(folder, 'again'), { all, shard: { index: 1, of: 2 } });
  const trial = readdirSync(join(again, 'trials'))[0] as string;
  // Only times and memory differ, so it still counts as the same result.
  editFixture(again, `trials/${trial}/result.json`, (result) => {
    result.seconds = 1;
    result.trainingSeconds = 1;
    result.epochSeconds = [1, 2];
    result.secondsPerImage = { test: 1 };
    result.memory = { peakResidentBytes: 1, gpuBytes: 1 };
  });
  const outs = [[...shards, again], [again, ...shards].reverse(), [again, ...shards, again]].map((folders, i) => {
    const out = join(folder, `out-${i}`);
    assert.is(merge(folders, out).completed.length, 4);
    return contentsOf(out);
  });
  assert.equal(outs[0], outs[1] as object);
  assert.equal(outs[0], outs[2] as object);
});

test('prefers a result to a failure record', () => {
  const folder = place();
  const [first] = all as [SweepFixtureTrial];
  const reason = 'The process was killed (SIGKILL).';
  const good = writeSweepFixture(join(folder, 'good'), { all: [first] });
  const bad = writeSweepFixture(join(folder, 'bad'), { all: [{ id: first.id, name: 'ten', seed: 1, reason }] });
  assert.equal(merge([bad], join(folder, 'alone')).failed, [{ name: `ten-${first.id.slice(0, 8)}`, reason }]);
  for (const [i, folders] of [
    [good, bad],
    [bad, good],
  ].entries()) {
    const outcome = merge(folders, join(folder, `out-${i}`));
    assert.equal([outcome.completed.length, outcome.failed.length], [1, 0]);
    assert.equal(readdirSync(join(folder, `out-${i}`, 'failures')), []);
  }
});

test('keeps the failure record of a failed result, and drops that of a trial that completed since', () => {
  const folder = place();
  const explained = all.map((trial) => ({ ...trial, reason: 'The device is full.' }));
  const [first, cliff] = [explained[0], explained[4]] as [SweepFixtureTrial, SweepFixtureTrial];
  const whole = writeSweepFixture(join(folder, 'whole'), { all: [first, cliff] });
  const name = `cliff-${cliff.id.slice(0, 8)}`;
  const outcome = merge([whole], join(folder, 'out'));
  assert.equal(outcome.failed, [{ name, reason: 'The device is full.' }]);
  assert.is(outcome.completed.length, 1);
  assert.equal(readdirSync(join(folder, 'out', 'failures')), [`${name}.json`]);
  assert.is(readdirSync(join(folder, 'out', 'trials')).length, 2);
});

test('a partial merge lists what is missing and can be completed with the missing shard', () => {
  const folder = place();
  const shards = writeShardFixtures(folder, all, 3) as [string, string, string];
  const part = join(folder, 'part');
  const { missing } = merge([shards[2], shards[0]], part, { allowPartial: true });
  assert.is(missing.length, 2);
  const marked = JSON.parse(readFileSync(join(part, 'merge.json'), 'utf8'));
  assert.is(marked.partial, true);
  assert.equal(
    marked.missing.map((id: string) => id.slice(0, 8)),
    missing.map((name) => name.slice(-8)),
  );
  merge(shards, join(folder, 'whole'));
  merge([part, shards[1]], join(folder, 'completed'));
  assert.equal(contentsOf(join(folder, 'completed')), contentsOf(join(folder, 'whole')));
});

test('copies checkpoints on request', () => {
  const folder = place();
  const [first] = all as [SweepFixtureTrial];
  const whole = writeSweepFixture(join(folder, 'whole'), { all: [first] });
  merge([whole], join(folder, 'out'), { checkpoints: true });
  const path = `trials/ten-${first.id.slice(0, 8)}/checkpoints/step-00000018.safetensors`;
  assert.is(contentsOf(join(folder, 'out'))[path], contentsOf(whole)[path]);
});

test('copies what sinks wrote into run folders, with checksums, but no links', () => {
  const folder = place();
  const [first] = all as [SweepFixtureTrial];
  const whole = writeSweepFixture(join(folder, 'whole'), { all: [first] });
  const run = join('trials', `ten-${first.id.slice(0, 8)}`);
  const events = join(run, 'tensorboard', 'train', 'events.out.tfevents.1');
  mkdirSync(dirname(join(whole, events)), { recursive: true });
  writeFileSync(join(whole, events), Buffer.from([0, 255, 128, 10]));
  // Only the run's own checkpoints folder is left out.
  mkdirSync(join(whole, run, 'mine', 'checkpoints'), { recursive: true });
  writeFileSync(join(whole, run, 'mine', 'checkpoints', 'note.txt'), 'mine');
  symlinkSync(pool, join(whole, run, 'elsewhere'));
  symlinkSync(join(whole, 'sweep.json'), join(whole, run, 'mine', 'link.json'));
  writeChecksums(whole);
  const out = join(folder, 'out');
  merge([whole], out);
  assert.equal(readdirSync(join(out, run), { recursive: true }).sort(), [
    'checkpoints',
    'clock.jsonl',
    'environment.json',
    'metrics.csv',
    'metrics.jsonl',
    'mine',
    'mine/checkpoints',
    'mine/checkpoints/note.txt',
    'pipeline.yaml',
    'plan.json',
    'result.json',
    'tensorboard',
    'tensorboard/train',
    'tensorboard/train/events.out.tfevents.1',
  ]);
  assert.equal([...readFileSync(join(out, events))], [0, 255, 128, 10]);
  const digest = createHash('sha256')
    .update(Buffer.from([0, 255, 128, 10]))
    .digest('hex');
  assert.match(contentsOf(out).SHA256SUMS as string, `${digest}  ${events}\n`);

  writeFileSync(join(whole, events), Buffer.from([0, 255, 128, 11]));
  assert.throws(
    () => merge([whole], join(folder, 'again')),
    (error: Error) => error.message.includes(`${join(whole, events)}  Expected SHA-256 ${digest.slice(0, 8)}..., got `),
  );
});

test('copies a trial report without a checksum, so rewriting it is not damage', () => {
  const folder = place();
  const [first] = all as [SweepFixtureTrial];
  const whole = writeSweepFixture(join(folder, 'whole'), { all: [first] });
  const run = join('trials', `ten-${first.id.slice(0, 8)}`);
  const sums = join(whole, 'SHA256SUMS');
  const closed = readFileSync(sums, 'utf8');
  const names = ['measured.html', 'measured.json', 'report.html', 'results.csv', 'results.json'];
  for (const name of names) writeFileSync(join(whole, run, name), 'of another version');
  writeChecksums(whole);
  assert.is(readFileSync(sums, 'utf8'), closed);
  // As earlier versions listed them.
  writeFileSync(sums, `${closed}${names.map((name) => `${'0'.repeat(64)}  ${run}/${name}\n`).join('')}`);
  assert.equal(checksumIssues(whole), []);
  const out = join(folder, 'out');
  merge([whole], out);
  assert.is(contentsOf(out)[`${run}/report.html`], 'of another version');
  assert.not.match(contentsOf(out).SHA256SUMS as string, /report|measured|results/);
  // A sink's own file of the same name belongs to the record.
  mkdirSync(join(whole, run, 'sink'));
  writeFileSync(join(whole, run, 'sink', 'report.html'), '');
  assert.equal(
    checksumIssues(whole).map(({ file }) => file),
    [join(whole, run, 'sink', 'report.html')],
  );
});

test('replaces an earlier merge of the same sweep, but not if the new one is refused', () => {
  const folder = place();
  const shards = writeShardFixtures(folder, all, 2) as [string, string];
  const out = join(folder, 'out');
  merge([shards[0]], out, { allowPartial: true });
  const part = contentsOf(out);
  assert.throws(() => merge([shards[1]], out));
  assert.equal(contentsOf(out), part);
  merge(shards, out);
  assert.is(JSON.parse(contentsOf(out)['merge.json'] as string).partial, false);
  // The replaced folder is gone.
  assert.equal(readdirSync(folder).sort(), ['1-of-2', '2-of-2', 'out']);
});

test('merges an empty sweep into an existing empty folder', () => {
  const folder = place();
  const out = join(folder, 'out');
  mkdirSync(out);
  const outcome = merge(writeShardFixtures(folder, [], 2), out);
  assert.equal([outcome.completed, outcome.failed, outcome.missing], [[], [], []]);
  assert.equal(readdirSync(out).sort(), ['SHA256SUMS', 'failures', 'merge.json', 'sweep.json', 'trials']);
});

test('property: refuses a record with any byte changed', () => {
  const folder = place();
  const shards = writeShardFixtures(folder, all, 2) as [string, string];
  const files = Object.keys(contentsOf(shards[0])).filter((file) => !/checkpoints\/|run\.lock$/.test(file));
  assert.is.not(files.length, 0);
  const flip = fc.tuple(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(flip, ([file, position, bits]) => {
      const path = join(shards[0], file);
      const whole = readFileSync(path);
      const damaged = Buffer.from(whole);
      const at = position % whole.length;
      damaged[at] = (whole[at] as number) ^ bits;
      writeFileSync(path, damaged);
      try {
        assert.throws(
          () => merge(shards, join(folder, 'out')),
          (error: unknown) => error instanceof NopropError,
        );
        assert.not(existsSync(join(folder, 'out')));
      } finally {
        writeFileSync(path, whole);
      }
    }),
    { numRuns: 60 },
  );
  assert.is(merge(shards, join(folder, 'out')).completed.length, 4);
});

test.run();
