import type { Issue } from '@noprop/core';

/** A value and the path where it was found. */
export interface Sighting {
  readonly value: string;
  readonly where: string;
}

/**
 * An issue if the sightings have more than one value. Lists each value with its places, in an order independent of the
 * order of the sightings.
 *
 * @param what what there should be one of, e.g. `one version of noprop`
 */
export function variantIssues(
  sightings: readonly Sighting[],
  { code, what, hint }: { readonly code: string; readonly what: string; readonly hint: string },
): readonly Issue[] {
  const places = new Map<string, Set<string>>();
  for (const { value, where } of sightings) places.set(value, (places.get(value) ?? new Set()).add(where));
  if (places.size < 2) return [];
  const values = [...places].map(([value, where]) => `${value} (${listed([...where].sort())})`).sort();
  const all = `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`;
  return [{ code, path: '', message: `Expected ${what}, got ${all}.`, hint }];
}

/** Lists names, only the first `most` of them. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
