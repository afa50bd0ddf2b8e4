import { appendFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describeError } from './describe-error';
import type { TestEvent } from './event';
import { type WatchedSuite, watchSuites } from './watch';

/** What a suite's `run()` puts into uvu's queue; `errors` is uvu's own text, or true if there are none. */
type QueuedSuite = () => Promise<readonly [errors: string | true, passed: number, skipped: number, total: number]>;

/** Events so far. */
interface Counts {
  pass: number;
  fail: number;
  hook: number;
}

/** How long the process may stay alive after its last test, in milliseconds. */
const LINGER = 5000;

/** Loads a test file, runs its suites one after another and writes each event to the report. */
export function runInChild(file: string, path: string, queue: readonly QueuedSuite[]): void {
  const counts: Counts = { pass: 0, fail: 0, hook: 0 };
  const report = (event: TestEvent): void => {
    if (event.event === 'pass' || event.event === 'fail' || event.event === 'hook') counts[event.event]++;
    appendFileSync(path, `${JSON.stringify(event)}\n`);
  };
  const problem = (text: string): void => report({ event: 'problem', text });
  let ended = false;
  process.on('unhandledRejection', (reason) => problem(`A rejection was never handled.\n${describe(reason)}`));
  process.on('uncaughtException', (thrown) => problem(`An exception was never caught.\n${describe(thrown)}`));
  process.once('beforeExit', () => {
    if (!ended) report({ event: 'stalled' });
  });
  process.once('exit', (code) => {
    if (!ended) report({ event: 'left', code });
  });
  const suites = watchSuites(report);
  load(file, problem);
  void runSuites(queue, counts, problem).then(() => {
    ended = true;
    for (const suite of suites) reviewSuite(suite, problem);
    report({ event: 'end', skipped: suites.flatMap(({ skipped }) => skipped) });
    setTimeout(() => giveUp(problem), LINGER).unref();
  });
}

function load(file: string, problem: (text: string) => void): void {
  try {
    require(file);
  } catch (thrown) {
    problem(`The file cannot be loaded.\n${describe(thrown)}`);
  }
}

async function runSuites(
  queue: readonly QueuedSuite[],
  counts: Readonly<Counts>,
  problem: (text: string) => void,
): Promise<void> {
  for (const run of queue) {
    const before = { ...counts };
    try {
      const [errors, passed, , total] = await run();
      const agrees = counts.pass - before.pass === passed && counts.fail - before.fail === total - passed;
      if (!agrees && counts.hook === before.hook)
        problem(`uvu counts ${passed} of ${total} tests as passed.\n${errors}`);
    } catch (thrown) {
      if (counts.hook === before.hook) problem(`A suite stopped early.\n${describe(thrown)}`);
    }
  }
}

function reviewSuite({ name, waiting, only }: WatchedSuite, problem: (text: string) => void): void {
  const suite = name === '' ? 'The suite without a name' : `The suite "${name}"`;
  const titles = waiting.map((title) => `"${title}"`).join(', ');
  if (titles !== '') problem(`${suite} never runs ${titles}: call run() after its last test.`);
  if (only.length > 0) problem(`${suite} leaves out tests: remove only().`);
}

function giveUp(problem: (text: string) => void): void {
  // The pipes are the standard streams, which do not keep it alive.
  const held = process.getActiveResourcesInfo().filter((resource) => resource !== 'PipeWrap');
  problem(`The process was still running ${LINGER / 1000} s after its last test, kept alive by: ${held.join(', ')}.`);
  process.exit(1);
}

const describe = (thrown: unknown): string => (thrown instanceof Error ? describeError(thrown) : inspect(thrown));
