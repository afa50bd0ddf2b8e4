const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a key names a part of JavaScript's objects; such keys are refused in every file that is read or written. */
export function isReservedKey(key: string): boolean {
  return reserved.has(key);
}
