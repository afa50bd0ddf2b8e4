/** Returns the message of the error that a call throws, so that tests can assert it in full. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw new Error(`internal: Expected an Error, but ${String(error)} was thrown.`);
  }
  throw new Error('Expected the call to throw, but it returned.');
}

export { endStartedProcesses, removeFolder, startedProcesses } from './testing/processes';
export { type Requirement, requiring } from './testing/requiring';
export { typeScriptArguments } from './testing/type-script';
