const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a key is special on JavaScript objects. Such keys are refused in every file that is read or written. */
export function isReservedKey(key: string): boolean {
  return reserved.has(key);
}
