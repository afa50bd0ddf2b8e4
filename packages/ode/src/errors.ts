import { NopropError } from '@noprop/core';

/** A solve that cannot be done, or was given up, as an issue. */
export function odeError(code: string, message: string, hint: string, path = ''): NopropError {
  return new NopropError({ code, path, message, hint });
}

/** @throws NopropError `invalid_grid` naming the first time that is not a number */
export function assertFinite(times: Readonly<Record<string, number>>): void {
  const broken = Object.entries(times).find(([, time]) => !Number.isFinite(time));
  if (broken === undefined) return;
  throw odeError('invalid_grid', `Times must be finite, found ${broken[0]} = ${broken[1]}.`, 'Give times as numbers.');
}
