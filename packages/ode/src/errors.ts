import { NopropError } from '@noprop/core';

/** The error of a solve that is invalid or has failed. */
export function odeError(code: string, message: string, hint: string, path = ''): NopropError {
  return new NopropError({ code, path, message, hint });
}

/** @throws NopropError `invalid_grid` naming the first time that is not finite */
export function assertFinite(times: Readonly<Record<string, number>>): void {
  const broken = Object.entries(times).find(([, time]) => !Number.isFinite(time));
  if (broken === undefined) return;
  throw odeError('invalid_grid', `Expected finite times, got ${broken[0]} = ${broken[1]}.`, 'Give finite numbers.');
}
