import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunRecord, readRunRecord } from '@noprop/evaluation';
import { sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { interruptCli, runCli, withFolder } from './run-cli';

const test = suite('resume of the shipped NoProp-CT prototype twin');

/** NoProp-CT: extends other pipelines, learns its noise schedule, and starts its prototypes from training images. */
const pipeline = 'pipelines/smoke/table-1/mnist/noprop-ct-prototype.yaml';

/** 96 images in batches of 32 are three steps per pass; 120 steps in all leave time to interrupt. */
const tiny = [
  'dataset={ uses: noprop/glyphs, with: { train: 96, test: 40 } }',
  'schedule.with.width=4',
  'blocks.with={ channels: [2, 2, 2], hidden: 8, fusion: 4 }',
  'objective.with.steps=3',
  'training.epochs=40',
  'training.logEvery=4',
  'training.checkpointEvery=7',
  '+evaluateEvery={ epochs: 2, evaluation: [{ uses: noprop/accuracy }, { uses: noprop/accuracy, with: { split: train } }] }',
];

const runIn = (folder: string) => ['run', pipeline, ...tiny, '--runs', folder, '--json'];

interface Record {
  readonly status: string;
  readonly steps: number;
  /** The run's record without times, memory and machine. */
  readonly kept: Omit<RunRecord, 'measured' | 'environment'>;
  readonly metrics: string;
  /** Name and digest of the last checkpoint, which holds the parameters, the optimizer's state and the running sums. */
  readonly checkpoint: readonly [string, string];
}

const read = (folder: string): Record => {
  const { status, steps } = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
  const last = readdirSync(join(folder, 'checkpoints')).sort().at(-1) as string;
  const checkpoint = [last, sha256Hex(readFileSync(join(folder, 'checkpoints', last)))] as const;
  const { measured: _measured, environment: _environment, ...kept } = readRunRecord(folder);
  return { status, steps, kept, metrics: readFileSync(join(folder, 'metrics.jsonl'), 'utf8'), checkpoint };
};

const onlyRun = (runs: string): string => {
  const names = readdirSync(runs);
  assert.is(names.length, 1);
  return join(runs, names[0] as string);
};

test('ends with the bytes of an uninterrupted run after SIGINT', () =>
  withFolder(async (folder) => {
    const [wholeRuns, cutRuns] = [join(folder, 'whole'), join(folder, 'cut')];
    const run = runCli(runIn(wholeRuns));
    assert.is(run.code, 0, run.stderr);
    const whole = read(onlyRun(wholeRuns));
    assert.equal([whole.status, whole.steps, whole.checkpoint[0]], ['completed', 120, 'step-00000120.safetensors']);
    assert.equal(
      whole.kept.progress.map(({ epoch, evaluation }) => [epoch, ...Object.keys(evaluation)]),
      Array.from({ length: 20 }, (_, i) => [2 * i + 2, 'test', 'train']),
    );

    const isAt14 = (output: string): boolean => output.includes('"event":"checkpoint","step":14');
    const cut = await interruptCli(runIn(cutRuns), 'SIGINT', isAt14);
    assert.is(cut.code, 130, cut.stderr);
    const { status, steps, checkpoint } = read(onlyRun(cutRuns));
    assert.is(status, 'interrupted');
    assert.ok(steps >= 14 && steps < 120, `${steps} steps`);
    assert.is.not(checkpoint[1], whole.checkpoint[1]);

    const resumed = runCli(['resume', onlyRun(cutRuns), '--json']);
    assert.is(resumed.code, 0, resumed.stderr);
    assert.match(resumed.stdout, `"resumedFrom":${steps}`);
    assert.equal(read(onlyRun(cutRuns)), whole);
    const { epochSeconds, trainingSeconds } = readRunRecord(onlyRun(cutRuns)).measured;
    assert.is(epochSeconds.length, 40);
    assert.ok(Math.abs(epochSeconds.reduce((a, b) => a + b, 0) - trainingSeconds) < 1e-6);
  }));

test.run();
