import { type Issue, NopropError } from '@noprop/core';

/** Returns the result of `read`. Expected failures go to `issues` instead, so that all can be reported at once. */
export function collecting<T>(issues: Issue[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NopropError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}
