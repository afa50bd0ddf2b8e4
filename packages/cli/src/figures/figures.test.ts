import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunRecord, type ScheduleRecord, type ViewRecord } from '@noprop/evaluation';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../run-cli';
import { folder } from '../shipped/pipelines';
import { createWorkplace, type Workplace } from '../trained-fixture';

const test = suite('figures of a run');

let place: Workplace;
/** Run folders by twin: the small versions of shipped pipelines under `pipelines/smoke`. */
const runs = { prototype: '', ct: '', dt: '', forward: '' };

/** Trains a shipped twin on digits that need no files. */
function train(twin: string, ...overrides: readonly string[]): string {
  const glyphs = 'dataset={ uses: noprop/glyphs, with: { train: 96, test: 40 } }';
  const pipeline = `extends: ${join(folder, 'smoke', 'table-1', 'mnist', `${twin}.yaml`)}\n`;
  writeFileSync(join(place.folder, 'tiny.yaml'), pipeline);
  return place.train(glyphs, `name=${twin}`, ...overrides);
}

test.before(() => {
  place = createWorkplace();
  runs.dt = place.train();
  runs.prototype = train('noprop-dt-prototype');
  runs.ct = train('noprop-ct-one-hot');
  runs.forward = train('forward-gradient');
});
test.after(() => place.remove());

const report = (run: string): string => readFileSync(join(run, 'report.html'), 'utf8');

/** Ids of the figures of a run's report. */
const figureIds = (run: string): readonly string[] =>
  [...report(run).matchAll(/<figure id="([^"]*)">/g)].map(([, id]) => id as string);

const views = (run: string): readonly string[] => readdirSync(run).filter((name) => name.endsWith('.safetensors'));

const viewOf = (run: string): ViewRecord => readRunRecord(run).view ?? {};

test('shows prototypes: training images at first, and close to them after training', () => {
  const { image, initial, learned } = viewOf(runs.prototype).prototypes as NonNullable<ViewRecord['prototypes']>;
  assert.equal(image, { height: 28, width: 28, channels: 1 });
  assert.equal([initial.length, learned.length], [7840, 7840]);
  // Initial values are bytes divided by 255.
  assert.ok(initial.every((value) => Math.abs(255 * value - Math.round(255 * value)) < 1e-4));
  const changes = initial.map((value, i) => Math.abs((learned[i] as number) - value));
  assert.ok(Math.max(...changes) > 1e-3 && Math.max(...changes) < 0.2, String(Math.max(...changes)));
  assert.equal(figureIds(runs.prototype), ['run-chain', 'run-prototypes']);
  assert.is(report(runs.prototype).split('<image ').length - 1, 30);
});

test('keeps random prototypes as they were drawn', () => {
  const rate = 'optimizer={ uses: noprop/sgd, with: { learningRate: 1e-30 } }';
  const run = train('noprop-dt-prototype', 'embedding.with.init=random', rate);
  const { initial, learned } = viewOf(run).prototypes as NonNullable<ViewRecord['prototypes']>;
  assert.equal(learned, initial, 'the learning rate is too small to change anything');
  assert.ok(Math.abs(initial.reduce((sum, value) => sum + value ** 2, 0) / 7840 - 1) < 0.05, 'variance 1');
});

test('shows a learned schedule: initially with the given ends, then close to them', () => {
  const { initial, learned } = viewOf(runs.ct).schedule as NonNullable<ViewRecord['schedule']>;
  const near = (actual: number | undefined, expected: number | undefined, within: number): void =>
    assert.ok(Math.abs((actual as number) - (expected as number)) < within, `expected ${expected}, got ${actual}`);
  near(initial.gamma[0], 5, 1e-4);
  near(initial.gamma[100], -5, 1e-4);
  assert.not.equal(learned.gamma, initial.gamma);
  near(learned.gamma[0], initial.gamma[0], 0.5);
  for (const { t, gamma, snr } of [initial, learned] satisfies ScheduleRecord[]) {
    assert.equal([t.length, t[0], t[50], t[100]], [101, 0, 0.5, 1]);
    gamma.slice(1).forEach((value, i) => assert.ok(value < (gamma[i] as number), 'gamma decreases'));
    snr.forEach((value, i) => near(value * Math.exp(gamma[i] as number), 1, 1e-4));
  }
  assert.equal(figureIds(runs.ct), ['run-chain', 'run-schedule']);
});

test('keeps nothing if neither prototypes nor a schedule are learned', () => {
  assert.equal([views(runs.dt), viewOf(runs.dt), figureIds(runs.dt)], [[], {}, ['run-chain']]);
});

test('needs no checkpoint for them, and gives equal runs equal figures', () => {
  const again = train('noprop-ct-one-hot');
  for (const name of ['initial.safetensors', 'learned.safetensors', 'report.html'])
    assert.equal(readFileSync(join(again, name)), readFileSync(join(runs.ct, name)), name);
  rmSync(join(again, 'checkpoints'), { recursive: true });
  assert.equal(readRunRecord(again).view, viewOf(runs.ct));
});

test('--trajectory adds the first test images; without it they are gone again', () => {
  const before = report(runs.dt);
  const asked = runCli(['report', runs.dt, '--trajectory']);
  assert.is(asked.code, 0, asked.stderr);
  assert.equal(figureIds(runs.dt), ['run-chain', 'run-trajectory']);
  const page = report(runs.dt);
  for (const n of [1, 2, 3, 4]) assert.match(page, `test image ${n} ends as `);
  assert.not.match(page, 'test image 5');
  assert.is(runCli(['report', runs.dt]).code, 0);
  assert.is(report(runs.dt), before);
});

test('--trajectory refuses a method without one, and a sweep', () => {
  const { code, stderr } = runCli(['report', runs.forward, '--trajectory']);
  assert.is(code, 1);
  assert.is(stderr, 'noprop/forward-gradient has no trajectory. Leave out --trajectory.  [no_trajectory]\n');
  writeFileSync(join(place.folder, 'sweep.json'), '{}');
  const sweep = runCli(['report', place.folder, '--trajectory']);
  assert.is(sweep.code, 2);
  assert.is(
    sweep.stderr.replaceAll(place.folder, 'HERE'),
    'HERE  Expected a run folder with --trajectory, got a sweep folder. Give the folder of one trial in HERE/trials.  [trajectory_of_sweep]\n',
  );
});

test.run();
