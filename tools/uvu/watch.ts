import { inspect } from 'node:util';
import { describeError } from './describe-error';
import type { Skip, TestEvent } from './event';

import uvu = require('uvu');

/** What uvu does not keep about a suite. */
export interface WatchedSuite {
  readonly name: string;
  /** Tests that `run()` has not queued yet. */
  readonly waiting: string[];
  readonly only: string[];
  readonly skipped: Skip[];
}

type Report = (event: TestEvent) => void;

/** Replaces uvu's `suite` and `test` with versions that report each test and remember those that never ran. */
export function watchSuites(report: Report): readonly WatchedSuite[] {
  const suites: WatchedSuite[] = [];
  const create = uvu.suite;
  const suite: typeof uvu.suite = (name = '', context) => {
    const watched: WatchedSuite = { name, waiting: [], only: [], skipped: [] };
    suites.push(watched);
    // Without a name uvu prints only marks, which are easy to separate from what the tests print.
    return watch(create('', context), watched, report);
  };
  Object.assign(uvu, { suite, test: suite() });
  return suites;
}

function watch<T>(test: uvu.Test<T>, suite: WatchedSuite, report: Report): uvu.Test<T> {
  const watched = (title: string, callback: uvu.Callback<T>): void => {
    suite.waiting.push(title);
    test(title, reportTest(suite, title, callback, report));
  };
  return Object.assign(watched, {
    before: watchHook(test.before, 'before', suite, report),
    after: watchHook(test.after, 'after', suite, report),
    only(title: string, callback: uvu.Callback<T>): void {
      suite.only.push(title);
      suite.waiting.push(title);
      test.only(title, reportTest(suite, title, callback, report));
    },
    skip(title?: string, callback?: uvu.Callback<T>): void {
      suite.skipped.push({ test: title ?? '', ...statedNeed(callback) });
      test.skip(title, callback);
    },
    run(): void {
      suite.waiting.length = 0;
      test.run();
    },
  });
}

function reportTest<T>(suite: WatchedSuite, title: string, callback: uvu.Callback<T>, report: Report): uvu.Callback<T> {
  const test = suite.name === '' ? title : `${suite.name} > ${title}`;
  return async (context) => {
    context.__suite__ = suite.name;
    report({ event: 'start', test });
    try {
      await callback(context);
    } catch (thrown) {
      const error = asError(thrown);
      report({ event: 'fail', test, text: describeError(error) });
      throw error;
    }
    report({ event: 'pass', test });
  };
}

/** The reason that `requiring()` of `@noprop/core/testing` attaches to the callback. */
function statedNeed(callback: object | undefined): Pick<Skip, 'needs' | 'command'> {
  return callback !== undefined && 'skip' in callback ? (callback.skip as Pick<Skip, 'needs' | 'command'>) : {};
}

/** uvu swallows what a hook throws. */
function watchHook<T>(hook: uvu.Test<T>['before'], when: string, suite: WatchedSuite, report: Report) {
  const watched = (callback: uvu.Callback<T>, which: string): uvu.Callback<T> => {
    return async (context) => {
      try {
        await callback(context);
      } catch (thrown) {
        const error = asError(thrown);
        report({ event: 'hook', text: `A hook ${which} of "${suite.name}" failed.\n${describeError(error)}` });
        throw error;
      }
    };
  };
  return Object.assign((callback: uvu.Callback<T>) => hook(watched(callback, `${when} all tests`)), {
    each: (callback: uvu.Callback<T>) => hook.each(watched(callback, `${when} each test`)),
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`Expected an Error to be thrown, got ${inspect(thrown)}.`);
}
