import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli, withFolder } from '../run-cli';
import { lay, readText } from './fixture';

const test = suite('noprop sweep --shard, noprop merge');

/** Two trials that complete, whose learned embeddings are drawn in the report, and two that cannot be run. */
const sweep = `name: cut
pipelines: [tiny.yaml, { file: tiny.yaml, set: ["plugins=[broken]"] }]
set: [training.limit=32, evaluation.0.with.runs=1, 'embedding={ uses: noprop/prototype }']
seeds: [1, 2]
`;

/** Reports without times. */
const equalReports = ['results.json', 'results.csv', 'report.html'];

const reportsOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(equalReports.map((name) => [name, readText(folder, name)]));

test('makes byte-identical reports of a sweep run whole, in two and in five shards', () =>
  withFolder((folder) => {
    lay(folder, { 'cut.yaml': sweep });
    const noprop = (...args: readonly string[]) => runCli(args, { cwd: folder });
    const whole = noprop('sweep', 'cut.yaml', '--out', 'whole', '--quiet');
    assert.is(whole.code, 1, whole.stderr);
    const expected = reportsOf(join(folder, 'whole'));
    assert.match(expected['results.csv'] as string, /^trial,name,/);
    assert.is(expected['report.html']?.split('<figure id="method-1-prototypes">').length, 2, 'prototypes of one seed');
    for (const count of [2, 5]) {
      const shards = Array.from({ length: count }, (_, i) => `${count}/shard-${i + 1}`);
      for (const [i, shard] of shards.entries()) {
        const { stderr } = noprop('sweep', 'cut.yaml', '--shard', `${i + 1}/${count}`, '--out', shard);
        assert.match(stderr, `shard ${i + 1}/${count}: `);
      }
      const merged = noprop('merge', ...shards.reverse(), '--out', `merged-${count}`);
      assert.is(merged.stderr, '');
      assert.match(merged.stdout, 'cut: 2 completed, 2 failed, 0 missing\n');
      assert.is(merged.code, 1);
      assert.equal(reportsOf(join(folder, `merged-${count}`)), expected);
    }
    assert.equal(
      readdirSync(join(folder, 'merged-2', 'trials')).sort(),
      readdirSync(join(folder, 'whole', 'trials')).sort(),
    );
  }));

test('succeeds on a shard without trials and shows that it has none', () =>
  withFolder((folder) => {
    lay(folder, { 'cut.yaml': 'name: one\npipelines: [tiny.yaml]\n' });
    const { code, stderr } = runCli(['sweep', 'cut.yaml', '--shard', '1/2', '--out', 'x'], { cwd: folder });
    assert.match(stderr, 'shard 1/2: 0 of 1 trial\n');
    assert.is(code, 0);
    assert.is(readText(folder, 'x', 'SHA256SUMS').split('\n').length, 3);
    assert.is(runCli(['sweep', 'cut.yaml', '--shard', '1/2', '--dry-run'], { cwd: folder }).stdout, '0 trials\n');
  }));

test('refuses a shard other than i/n, and shards of successive halving', () =>
  withFolder((folder) => {
    const halving = 'halving: { option: training.epochs, from: 1, to: 2, factor: 2, metric: accuracy }\n';
    lay(folder, {
      'cut.yaml': `name: rounds\npipelines: [tiny.yaml]\nmatrix: { optimizer.with.learningRate: [0.1, 0.01] }\n${halving}`,
    });
    const mistakes = [
      [
        '3/2',
        '--shard  Expected a shard i/n with i from 1 to 2, got "3/2". The first is 1/2, the last 2/2.  [bad_shard]\n',
      ],
      [
        '1/2',
        '--shard  A sweep with successive halving cannot be split into shards. Run the whole sweep on one machine; --jobs runs several trials at once.  [halving]\n',
      ],
    ] as const;
    for (const [shard, message] of mistakes) {
      const { code, stderr } = runCli(['sweep', 'cut.yaml', '--shard', shard, '--quiet'], { cwd: folder });
      assert.equal([code, stderr], [2, message]);
    }
    assert.not(existsSync(join(folder, 'sweeps')));
  }));

test.run();
