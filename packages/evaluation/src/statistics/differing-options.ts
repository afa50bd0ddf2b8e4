import { canonicalJson } from '@noprop/store';
import type { PlanRecord } from '../record/record';

/**
 * For each plan, its values of the options in which the plans differ, by path in the pipeline (`training.epochs`). The
 * seed is not among them.
 */
export function differingOptions(plans: readonly PlanRecord[]): readonly Readonly<Record<string, unknown>>[] {
  const all = plans.map(({ slots, training, evaluation }) => flat({ ...slots, training, evaluation }, ''));
  const paths = [...new Set(all.flatMap((options) => [...options.keys()]))];
  const differing = paths.filter(
    (path) => new Set(all.map((options) => canonicalJson(options.get(path) ?? null))).size > 1,
  );
  return all.map((options) =>
    Object.fromEntries(differing.flatMap((path) => (options.has(path) ? [[path, options.get(path)]] : []))),
  );
}

/** Values by dotted path; lists of components are expanded by index, other lists are values. */
function flat(value: unknown, path: string): Map<string, unknown> {
  const inside = typeof value === 'object' && value !== null && !(Array.isArray(value) && !value.every(isComponent));
  if (!inside) return new Map([[path, value]]);
  const under = (key: string): string => (path === '' ? key : `${path}.${key}`);
  return new Map(Object.entries(value).flatMap(([key, each]) => [...flat(each, under(key))]));
}

const isComponent = (value: unknown): boolean => typeof value === 'object' && value !== null && 'uses' in value;
