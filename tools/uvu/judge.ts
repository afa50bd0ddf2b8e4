import type { Ending, Skip, TestEvent } from './event';

export interface Failure {
  /** The failing test; undefined if the file itself failed. */
  readonly test?: string;
  readonly text: string;
}

export interface Verdict {
  readonly passed: number;
  readonly skipped: readonly Skip[];
  readonly failures: readonly Failure[];
}

/** Decides from a file's events and the end of its process which tests passed and what failed. */
export function judge(events: readonly TestEvent[], ending: Ending): Verdict {
  const passed = events.filter(({ event }) => event === 'pass').length;
  const failures: Failure[] = [];
  const skipped: Skip[] = [];
  let running: string | undefined;
  let tests = 0;
  for (const each of events) {
    if (each.event === 'start') {
      running = each.test;
      tests++;
    } else if (each.event === 'pass' || each.event === 'fail') running = undefined;
    if (each.event === 'fail') failures.push({ test: each.test, text: each.text });
    if (each.event === 'problem' || each.event === 'hook') failures.push({ text: each.text });
    if (each.event === 'end') skipped.push(...each.skipped);
  }
  const last = endingProblem(events, ending, running);
  if (last !== undefined) failures.push({ ...(running === undefined ? {} : { test: running }), text: last });
  for (const { test } of skipped.filter(({ needs }) => needs === undefined))
    failures.push({ test, text: 'Skipped without a reason: state what it needs with requiring().' });
  if (tests + skipped.length === 0 && failures.length === 0) failures.push({ text: 'The file runs no test.' });
  return { passed, skipped, failures };
}

/** What is wrong with how the process ended, if anything. */
function endingProblem(events: readonly TestEvent[], ending: Ending, running: string | undefined): string | undefined {
  const stalled = events.some(({ event }) => event === 'stalled');
  const left = events.find((each) => each.event === 'left');
  const ended = events.some(({ event }) => event === 'end');
  const what = running === undefined ? 'The file' : 'The test';
  if (ending.killedAfter !== undefined) return `${what} did not finish within ${ending.killedAfter} s.`;
  if (stalled) return `${what} never settles: it waits for something that cannot happen anymore.`;
  if (left !== undefined) return `${what} called process.exit(${left.code}).`;
  if (ending.signal !== null) {
    return ended
      ? `The process was killed by ${ending.signal} after its last test.`
      : `${what} was killed by ${ending.signal}.`;
  }
  if (!ended) return `${what} ended the process with exit code ${ending.code}.`;
  const failed = events.some(({ event }) => event === 'fail' || event === 'hook' || event === 'problem');
  if (ending.code !== 0 && !failed) return `The process exited with code ${ending.code} after its last test.`;
  return undefined;
}
