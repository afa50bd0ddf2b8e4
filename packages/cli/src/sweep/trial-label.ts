import type { TrialName } from '@noprop/runner';

/** A trial's name for people: `mnist-dt learningRate=0.01 seed=2`. */
export const trialLabel = ({ name, point, seed }: Omit<TrialName, 'id'>): string =>
  [name, pointLabel(point), `seed=${seed}`].filter((part) => part !== '').join(' ');

/** `1 trial`, `12 trials` */
export const trialCount = (count: number): string => `${count} ${count === 1 ? 'trial' : 'trials'}`;

/** The values of a point: an option is shown by its last key, a component by its name. */
export function pointLabel(point: TrialName['point']): string {
  const parts = Object.entries(point).map(([option, value]) => {
    if (option.startsWith('~')) return option;
    return `${option.split('.').at(-1)}=${valueLabel(value)}`;
  });
  return parts.join(' ');
}

function valueLabel(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { uses, with: options, ...rest } = value as { readonly uses?: unknown; readonly with?: object };
  if (typeof uses !== 'string' || Object.keys(rest).length > 0) return JSON.stringify(value);
  return options === undefined ? uses : `${uses}${JSON.stringify(options)}`;
}
