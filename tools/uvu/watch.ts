import { inspect } from 'node:util';
import { describeError } from './describe-error';
import type { TestEvent } from './event';

import uvu = require('uvu');

/** What uvu forgets about a suite. */
export interface WatchedSuite {
  readonly name: string;
  /** Tests that `run()` has not taken up yet. */
  readonly waiting: string[];
  readonly only: string[];
  readonly skipped: string[];
}

type Tell = (event: TestEvent) => void;

/** Replaces `suite` and `test` of uvu by ones that report each test and remember what was never run. */
export function watchSuites(tell: Tell): readonly WatchedSuite[] {
  const suites: WatchedSuite[] = [];
  const create = uvu.suite;
  const suite: typeof uvu.suite = (name = '', context) => {
    const watched: WatchedSuite = { name, waiting: [], only: [], skipped: [] };
    suites.push(watched);
    // Without a name uvu prints marks only, which are easily told from what the tests print.
    return watch(create('', context), watched, tell);
  };
  Object.assign(uvu, { suite, test: suite() });
  return suites;
}

function watch<T>(test: uvu.Test<T>, suite: WatchedSuite, tell: Tell): uvu.Test<T> {
  const watched = (title: string, callback: uvu.Callback<T>): void => {
    suite.waiting.push(title);
    test(title, reportTest(suite, title, callback, tell));
  };
  return Object.assign(watched, {
    before: watchHook(test.before, 'before', suite, tell),
    after: watchHook(test.after, 'after', suite, tell),
    only(title: string, callback: uvu.Callback<T>): void {
      suite.only.push(title);
      suite.waiting.push(title);
      test.only(title, reportTest(suite, title, callback, tell));
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

function reportTest<T>(suite: WatchedSuite, title: string, callback: uvu.Callback<T>, tell: Tell): uvu.Callback<T> {
  const test = suite.name === '' ? title : `${suite.name} > ${title}`;
  return async (context) => {
    context.__suite__ = suite.name;
    tell({ event: 'start', test });
    try {
      await callback(context);
    } catch (thrown) {
      const error = asError(thrown);
      tell({ event: 'fail', test, text: describeError(error) });
      throw error;
    }
    tell({ event: 'pass', test });
  };
}

/** uvu swallows what a hook throws. */
function watchHook<T>(hook: uvu.Test<T>['before'], when: string, suite: WatchedSuite, tell: Tell) {
  const report = (callback: uvu.Callback<T>, which: string): uvu.Callback<T> => {
    return async (context) => {
      try {
        await callback(context);
      } catch (thrown) {
        const error = asError(thrown);
        tell({ event: 'hook', text: `A hook ${which} of "${suite.name}" failed.\n${describeError(error)}` });
        throw error;
      }
    };
  };
  return Object.assign((callback: uvu.Callback<T>) => hook(report(callback, `${when} all tests`)), {
    each: (callback: uvu.Callback<T>) => hook.each(report(callback, `${when} each test`)),
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`${inspect(thrown)} was thrown, which is no Error.`);
}
