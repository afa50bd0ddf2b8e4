import { inspect } from 'node:util';
import uvu = require('uvu');
import type { TestEvent } from './event';
import { describeError } from './describe-error';

/** What uvu forgets about a suite. */
export interface WatchedSuite {
  readonly name: string;
  /** Tests that `run()` has not taken up yet. */
  readonly waiting: string[];
  readonly only: string[];
  readonly skipped: string[];
}

/** Replaces `suite` and `test` of uvu by ones that report each test and remember what was never run. */
export function watchSuites(tell: (event: TestEvent) => void): readonly WatchedSuite[] {
  const suites: WatchedSuite[] = [];
  const create = uvu.suite;
  const suite: typeof uvu.suite = (name, context) => {
    const watched: WatchedSuite = { name: name ?? '', waiting: [], only: [], skipped: [] };
    suites.push(watched);
    return watch(create(name, context), watched, tell);
  };
  Object.assign(uvu, { suite, test: suite() });
  return suites;
}

function watch<T>(test: uvu.Test<T>, suite: WatchedSuite, tell: (event: TestEvent) => void): uvu.Test<T> {
  const report = (title: string, callback: uvu.Callback<T>): uvu.Callback<T> => {
    const name = suite.name === '' ? title : `${suite.name} > ${title}`;
    return async (context) => {
      tell({ event: 'start', test: name });
      try {
        await callback(context);
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(`${inspect(thrown)} was thrown, which is no Error.`);
        tell({ event: 'fail', test: name, text: describeError(error) });
        throw error;
      }
      tell({ event: 'pass', test: name });
    };
  };
  const watched = (title: string, callback: uvu.Callback<T>): void => {
    suite.waiting.push(title);
    test(title, report(title, callback));
  };
  return Object.assign(watched, {
    before: test.before,
    after: test.after,
    only(title: string, callback: uvu.Callback<T>): void {
      suite.only.push(title);
      suite.waiting.push(title);
      test.only(title, report(title, callback));
    },
    skip(title?: string, callback?: uvu.Callback<T>): void {
      suite.skipped.push(title ?? '');
      test.skip(title, callback);
    },
    run(): void {
      suite.waiting.length = 0;
      test.run();
    },
  });
}
