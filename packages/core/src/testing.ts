/** The message of the error that a call throws, for tests that assert it in full. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw new Error(`internal: ${String(error)} was thrown, which is not an Error.`);
  }
  throw new Error('Expected the call to throw, but it returned.');
}
