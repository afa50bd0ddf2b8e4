import { type Issue, NopropError } from '@noprop/core';

/** What `read` gives; expected failures go to `issues` instead, so that all of them can be shown at once. */
export function collecting<T>(issues: Issue[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NopropError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}
