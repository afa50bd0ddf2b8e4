import type { RunEvent, RunOutcome } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lines, result, step, TextStream } from './fixture';
import { type ReporterFlags, type Streams, withReporter } from './reporter';
import { renderResult } from './result';
import { Screen } from './screen';

const test = suite('withReporter');

type Run = (options: { onEvent: (event: RunEvent) => void; signal: AbortSignal }) => Promise<RunOutcome>;

const outcome: RunOutcome = { run: 'runs/tiny-1', result, exitCode: 0 };

const allEvents: Run = async ({ onEvent }) => {
  for (const [event] of lines) onEvent(event);
  return outcome;
};

/** What a run writes, and the exit code it sets. */
async function report(flags: ReporterFlags, run: Run, err: TextStream & Streams['err'] = new TextStream()) {
  const out = new TextStream();
  const before = process.exitCode;
  try {
    await withReporter(flags, run, { out, err });
    return { out: out.text, err: err.text, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
  }
}

test('writes progress to stderr and the result to stdout', async () => {
  const { out, err, exitCode } = await report({}, allEvents);
  const shown = lines.filter(([{ event }]) => event !== 'evaluating' && event !== 'loading');
  assert.is(out, renderResult(result, 'runs/tiny-1'));
  assert.is(err, shown.map(([, line]) => `${line}\n`).join(''));
  assert.is(exitCode, 0);
});

test('--json writes one event per line, then the result with its folder', async () => {
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

test('--quiet shows only warnings and the result', async () => {
  const { out, err } = await report({ quiet: true }, allEvents);
  assert.is(out, renderResult(result, 'runs/tiny-1'));
  assert.is(err, 'warning: The disk is slow.\n');
});

test('exits with the code of the run', async () => {
  assert.is((await report({ quiet: true }, async () => ({ ...outcome, exitCode: 1 }))).exitCode, 1);
});

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  test(`stops the run on ${signal} and exits with ${code}`, async () => {
    const listeners = process.listenerCount(signal);
    const { err, exitCode } = await report({}, async ({ signal: stopping }) => {
      process.kill(process.pid, signal);
      while (!stopping.aborted) await new Promise(setImmediate);
      return { ...outcome, exitCode: 130 };
    });
    assert.is(err, 'warning: Stopping after this step. Press Ctrl-C again to quit now.\n');
    assert.is(exitCode, code);
    assert.is(process.listenerCount(signal), listeners);
  });
}

test('keeps the bars intact when a signal arrives on a terminal', async () => {
  if (process.env.CI || process.env.TERM === 'dumb') return;
  const screen = new Screen();
  await report(
    {},
    async ({ onEvent, signal }) => {
      onEvent(step);
      process.kill(process.pid, 'SIGINT');
      while (!signal.aborted) await new Promise(setImmediate);
      assert.match(screen.look().lines[1] as string, /^epoch 1\/2 /);
      return { ...outcome, exitCode: 130 };
    },
    screen,
  );
  const { lines: left, cursor } = screen.look();
  assert.equal(left, ['warning: Stopping after this step. Press Ctrl-C again to quit now.', '']);
  assert.is(cursor, true);
});

test('removes its signal handlers when the run throws', async () => {
  const listeners = process.listenerCount('SIGINT');
  const error = new Error('internal: a bug');
  const thrown = await report({}, () => Promise.reject(error)).catch((reason: unknown) => reason);
  assert.is(thrown, error);
  assert.is(process.listenerCount('SIGINT'), listeners);
});

test.run();
