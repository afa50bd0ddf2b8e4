import { NopropError } from '@noprop/core';

/**
 * Checks a name that becomes part of a path. The allowed characters cannot lead out of the folder (no separator, no
 * `..`, no NUL), and two names can collide on a file system only by case.
 * @param what what is named, for the message, e.g. `run name`
 * @throws NopropError `bad_name`
 */
export function checkName(what: string, name: string): string {
  if (name.length <= longest && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) return name;
  const shown = name.length > longest ? `${name.slice(0, longest)}...` : name;
  throw new NopropError({
    code: 'bad_name',
    path: '',
    message: `Expected a ${what} of 1 to ${longest} letters, digits, ".", "_" or "-", got ${JSON.stringify(shown)}.`,
    hint: 'It must start with a letter or a digit.',
  });
}

/** The first eight characters of an id, checked by {@link checkName}. */
export function shortId(id: string): string {
  return checkName('run id', id.slice(0, 8));
}

/** File name of the checkpoint of a step, e.g. `step-00000468.safetensors`. */
export function checkpointName(step: number): string {
  if (!Number.isSafeInteger(step) || step < 0) throw new Error(`internal: step ${step} is not a count`);
  return `step-${String(step).padStart(8, '0')}.safetensors`;
}

/** Step in a checkpoint's file name; undefined for any other name. */
export function checkpointStep(name: string): number | undefined {
  const digits = /^step-([0-9]{8,16})\.safetensors$/.exec(name)?.[1];
  const step = Number(digits);
  return digits !== undefined && Number.isSafeInteger(step) && checkpointName(step) === name ? step : undefined;
}

const longest = 100;
