import type { SweepCounts, SweepEvent, TrialName } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TextStream } from '../progress/fixture';
import { Screen } from '../progress/screen';
import { createSweepBars } from './bars';
import { createSweepLines, createSweepReporter } from './reporter';

const test = suite('sweep reporters');

const trial = (seed: number): TrialName => ({ id: `id-${seed}`, name: 'mnist-dt', seed, point: { 'a.rate': 0.1 } });
const counts = (completed: number, failed: number, left: number): SweepCounts => ({
  completed,
  failed,
  stopped: 0,
  left,
});

const events: readonly SweepEvent[] = [
  { event: 'sweep-started', sweep: 'x', name: 's', folder: '/sweeps/s', counts: counts(1, 0, 3) },
  { event: 'trial-started', trial: trial(1), slot: 0, resumed: false },
  { event: 'trial-started', trial: trial(2), slot: 1, resumed: true },
  { event: 'trial-progress', trial: trial(1), stage: 'train', done: 30, total: 40, secondsLeft: 12 },
  { event: 'trial-warning', trial: trial(2), message: 'The disk is slow.' },
  { event: 'trial-progress', trial: trial(2), stage: 'evaluate', done: 5, total: 10 },
  {
    event: 'trial-finished',
    trial: trial(1),
    status: 'completed',
    accuracy: { test: 0.9748 },
    seconds: 61,
    counts: counts(2, 0, 2),
  },
  {
    event: 'trial-finished',
    trial: trial(2),
    status: 'failed',
    reason: 'Out of memory.\nMore.',
    accuracy: {},
    seconds: 3,
    counts: counts(2, 1, 1),
  },
];

const lines = [
  'sweep /sweeps/s: 1 completed, 0 failed, 3 left',
  'start mnist-dt rate=0.1 seed=1',
  'resume mnist-dt rate=0.1 seed=2',
  'warning: mnist-dt rate=0.1 seed=2: The disk is slow.',
  'completed mnist-dt rate=0.1 seed=1  test 97.48 %  in 1:01 (2 left)',
  'failed mnist-dt rate=0.1 seed=2  in 3 s: Out of memory. (1 left)',
];

test('writes a line per event, except progress', () => {
  const out = new TextStream();
  const reporter = createSweepLines(out);
  for (const event of events) reporter.show(event);
  assert.is(out.text, lines.map((line) => `${line}\n`).join(''));
});

test('--quiet shows only warnings and failures, --json writes every event to stdout', () => {
  const [out, err] = [new TextStream(), new TextStream()];
  const reporter = createSweepReporter({ json: true, quiet: true }, { out, err });
  for (const event of events) reporter.show(event);
  assert.is(err.text, `${lines[3]}\n${lines[5]}\n`);
  assert.equal(
    out.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    events,
  );
});

/** A row without its bar. */
const rows = (screen: Screen): string[] => screen.look().lines.map((row) => row.replace(/[=-]{20}/, '|').trimEnd());

test('shows a table on a terminal: the sweep and a row per running trial', () => {
  const screen = new Screen();
  let clock = 0;
  const bars = createSweepBars(screen, () => clock);
  // A line that scrolls above redraws the table at once, so the test need not wait for the timer.
  for (const i of [0, 1, 2, 3, 5, 4]) bars.show(events[i] as SweepEvent);
  const label = (text: string): string => text.padEnd(44);
  assert.equal(rows(screen), [
    lines[0],
    lines[3],
    `${label('sweep')} | 25%  1 done, 0 failed, 3 left`,
    `${label('mnist-dt rate=0.1 seed=1')} | 75%  12 s left`,
    `${label('mnist-dt rate=0.1 seed=2')} | 50%  evaluating`,
  ]);
  clock = 61_000;
  bars.show(events[6] as SweepEvent);
  assert.equal(rows(screen).slice(-2), [
    `${label('sweep')} | 50%  2 done, 0 failed, 2 left, about 2:02`,
    `${label('mnist-dt rate=0.1 seed=2')} | 50%  evaluating`,
  ]);
  bars.show(events[7] as SweepEvent);
  bars.stop();
  const { lines: left, cursor } = screen.look();
  assert.equal(left, [lines[0], lines[3], lines[4], lines[5], '']);
  assert.is(cursor, true);
});

test.run();
