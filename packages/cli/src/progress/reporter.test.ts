import type { RunEvent, RunOutcome } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lines, result, Sink, step } from './fixture';
import { type ReporterFlags, type Streams, withReporter } from './reporter';
import { renderResult } from './result';
import { Screen } from './screen';

const test = suite('withReporter');

type Run = (options: { sink: (event: RunEvent) => void; signal: AbortSignal }) => Promise<RunOutcome>;

const outcome: RunOutcome = { run: 'runs/tiny-1', result, exitCode: 0 };

const allEvents: Run = async ({ sink }) => {
  for (const [event] of lines) sink(event);
  return outcome;
};

/** What a run writes, and the exit code that it sets. */
async function report(flags: ReporterFlags, run: Run, err: Sink & Streams['err'] = new Sink()) {
  const out = new Sink();
  const before = process.exitCode;
  try {
    await withReporter(flags, run, { out, err });
    return { out: out.text, err: err.text, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
  }
}

test('progress goes to stderr, the result to stdout', async () => {
  const { out, err, exitCode } = await report({}, allEvents);
  const shown = lines.filter(([{ event }]) => event !== 'evaluating' && event !== 'loading');
  assert.is(out, renderResult(result, 'runs/tiny-1'));
  assert.is(err, shown.map(([, line]) => `${line}\n`).join(''));
  assert.is(exitCode, 0);
});

test('--json: one event a line, the result with its folder last', async () => {
  const { out, err } = await report({ json: true, quiet: true }, allEvents);
  const events = lines.map(([event]) => event).filter(({ event }) => event !== 'finished');
  assert.is(out.at(-1), '\n');
  assert.equal(
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
    [...events, { ...result, run: 'runs/tiny-1' }],
  );
  assert.is(err, 'warning: The disk is slow.\n');
});

test('--quiet: only warnings, and the result', async () => {
  const { out, err } = await report({ quiet: true }, allEvents);
  assert.is(out, renderResult(result, 'runs/tiny-1'));
  assert.is(err, 'warning: The disk is slow.\n');
});

test('the exit code is that of the run', async () => {
  assert.is((await report({ quiet: true }, async () => ({ ...outcome, exitCode: 1 }))).exitCode, 1);
});

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  test(`${signal} asks the run to stop and ends with ${code}`, async () => {
    const listeners = process.listenerCount(signal);
    const { err, exitCode } = await report({}, async ({ signal: stopping }) => {
      process.kill(process.pid, signal);
      while (!stopping.aborted) await new Promise(setImmediate);
      return { ...outcome, exitCode: 130 };
    });
    assert.is(err, 'warning: stopping after this step; once more to quit at once.\n');
    assert.is(exitCode, code);
    assert.is(process.listenerCount(signal), listeners);
  });
}

test('on a terminal a signal leaves the bars in order', async () => {
  if (process.env.CI || process.env.TERM === 'dumb') return;
  const screen = new Screen();
  await report(
    {},
    async ({ sink, signal }) => {
      sink(step);
      process.kill(process.pid, 'SIGINT');
      while (!signal.aborted) await new Promise(setImmediate);
      assert.match(screen.look().lines[1] as string, /^epoch 1\/2 /);
      return { ...outcome, exitCode: 130 };
    },
    screen,
  );
  const { lines: left, cursor } = screen.look();
  assert.equal(left, ['warning: stopping after this step; once more to quit at once.', '']);
  assert.is(cursor, true);
});

test('a run that throws takes its handlers with it', async () => {
  const listeners = process.listenerCount('SIGINT');
  const error = new Error('internal: a bug');
  const thrown = await report({}, () => Promise.reject(error)).catch((reason: unknown) => reason);
  assert.is(thrown, error);
  assert.is(process.listenerCount('SIGINT'), listeners);
});

test.run();
