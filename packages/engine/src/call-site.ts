/** Captures the stack of a call; formatting it is left to {@link callSite}. */
export function markCall(): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 40;
  const mark = new Error('call');
  Error.stackTraceLimit = limit;
  return mark;
}

/** `file:line:column` of the innermost frame outside the engine and outside node_modules. */
export function callSite(mark: Error): string | undefined {
  const frames = (mark.stack ?? '').split('\n').slice(1);
  const outside = frames.find((frame) => LOCATION.test(frame) && !INSIDE.test(frame));
  return outside === undefined ? undefined : LOCATION.exec(outside)?.[1];
}

// Frames of built-in functions, e.g. Array.map, have no location.
const LOCATION = /\(?((?:\/|file:|[A-Z]:).*?:\d+:\d+)\)?$/;

// Source maps name tfjs's own files as tfjs-core/src; the engine's own tests count as callers.
const INSIDE =
  /node:internal|[\\/]node_modules[\\/]|[\\/]tfjs[a-z-]*[\\/]src[\\/]|[\\/]packages[\\/]engine[\\/]src[\\/](?!.*\.test\.[jt]s)/;
