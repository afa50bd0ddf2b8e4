import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '@noprop/core/testing';
import { startEngine } from '@noprop/engine';
import { canonicalJson, prettyJson, sha256Hex } from '@noprop/store';
import * as assert from 'uvu/assert';
import { planOf } from '../run/plan-fixture';
import { runPlan } from '../run/run-plan';
import { writeChecksums } from './checksums';
import { type Shard, shardUnits } from './cut';
import { mergeSweep } from './merge';
import { writeShardFile } from './shard-file';

/** For tests: a trial that was really run, or the reason why it left no result. */
export interface SweepFixtureTrial {
  readonly id: string;
  readonly name: string;
  readonly seed: number;
  /** Its run folder. */
  readonly path?: string;
  readonly reason?: string;
}

/** For tests: runs six trials below `folder`. Four complete, one diverges, and one counts as killed. */
export async function runFixtureTrials(folder: string): Promise<readonly SweepFixtureTrial[]> {
  await startEngine();
  const done = [1, 2, 3, 4].map((seed) => ({ name: 'ten', seed, overrides: [`seed=${seed}`] }));
  const cliff = { name: 'cliff', seed: 1, overrides: ['objective.uses=run/cliff'] };
  const trials: SweepFixtureTrial[] = [];
  for (const { name, seed, overrides } of [...done, cliff]) {
    const plan = await planOf(...overrides);
    const signal = new AbortController().signal;
    const { run } = await runPlan(plan, { runs: folder, onEvent: () => undefined, signal });
    trials.push({ id: plan.id, name, seed, path: run });
  }
  const { id } = await planOf('seed=5');
  return [...trials, { id, name: 'ten', seed: 5, reason: 'The process was killed (SIGKILL): out of memory.' }];
}

/** For tests: the content of a sweep folder. */
export interface SweepFixture {
  readonly all: readonly SweepFixtureTrial[];
  /** Undefined for the whole sweep. */
  readonly shard?: Shard;
  readonly name?: string;
  readonly version?: string;
}

/** For tests: writes a closed sweep folder, as `noprop sweep` leaves it. */
export function writeSweepFixture(
  folder: string,
  { all, shard, name = 'tens', version = '0.1.0' }: SweepFixture,
): string {
  const trials = all.map((trial) => ({
    id: trial.id,
    name: trial.name,
    pipeline: `../${trial.name}.yaml`,
    overrides: [`seed=${trial.seed}`],
    seed: trial.seed,
    point: { pipeline: trial.name },
    command: `npx noprop run pipelines/${trial.name}.yaml seed=${trial.seed}`,
  }));
  const id = sha256Hex(canonicalJson(trials.map((trial) => ({ id: trial.id, name: trial.name, point: trial.point }))));
  const sweep = { format: 1, name, id, version, command: `npx noprop sweep pipelines/sweeps/${name}.yaml`, trials };
  mkdirSync(join(folder, 'trials'), { recursive: true });
  writeFileSync(join(folder, 'sweep.json'), canonicalJson(sweep));
  const units = shardUnits(all, shard ?? { index: 1, of: 1 });
  if (shard !== undefined) {
    writeShardFile(folder, { format: 1, sweep: id, version, shard: shard.index, of: shard.of, units: [...units] });
  }
  for (const trial of all.filter((each) => units.includes(each.id))) writeTrial(folder, trial);
  writeChecksums(folder);
  return folder;
}

function writeTrial(folder: string, { id, name, path, reason }: SweepFixtureTrial): void {
  const title = `${name}-${id.slice(0, 8)}`;
  if (path !== undefined) cpSync(path, join(folder, 'trials', title), { recursive: true });
  if (reason === undefined) return;
  mkdirSync(join(folder, 'failures'), { recursive: true });
  const failure = { format: 1, id, reason, exitCode: null, signal: 'SIGKILL' };
  writeFileSync(join(folder, 'failures', `${title}.json`), prettyJson(failure));
}

/** For tests: writes the folders of all shards, named by their indices. */
export function writeShardFixtures(folder: string, all: readonly SweepFixtureTrial[], of: number): readonly string[] {
  return Array.from({ length: of }, (_, i) =>
    writeSweepFixture(join(folder, `${i + 1}-of-${of}`), { all, shard: { index: i + 1, of } }),
  );
}

/** For tests: the content of all files of a folder, by relative path. */
export function contentsOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const read = files.filter((file) => statSync(join(folder, file)).isFile());
  return Object.fromEntries(read.map((file) => [file, readFileSync(join(folder, file), 'latin1')]));
}

/** For tests: changes a JSON file of a sweep folder and closes the folder again, as if computed that way. */
export function editFixture(folder: string, file: string, change: (value: Record<string, unknown>) => void): void {
  const path = join(folder, file);
  const value = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  change(value);
  writeFileSync(path, canonicalJson(value));
  writeChecksums(folder);
}

/** For tests: the lines of a refusal, with paths relative to `folder`. Also asserts that nothing was written. */
export function refusal(folder: string, names: readonly string[], out = 'out'): readonly string[] {
  const before = contentsOf(folder);
  const folders = names.map((name) => join(folder, name));
  const text = messageOf(() =>
    mergeSweep({ folders, out: join(folder, out), allowPartial: false, checkpoints: false }),
  );
  assert.equal(contentsOf(folder), before);
  return text.replaceAll(`${folder}/`, '').split('\n');
}
