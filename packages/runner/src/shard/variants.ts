import type { Issue } from '@noprop/core';

/** A value and where it was found. */
export interface Sighting {
  readonly value: string;
  readonly where: string;
}

/**
 * An issue where one value is wanted for all and several were found: each with where it is, in an order that does not
 * depend on that of the sightings.
 *
 * @param what `One version of noprop`, say
 */
export function variantIssues(
  sightings: readonly Sighting[],
  { code, what, hint }: { readonly code: string; readonly what: string; readonly hint: string },
): readonly Issue[] {
  const places = new Map<string, Set<string>>();
  for (const { value, where } of sightings) places.set(value, (places.get(value) ?? new Set()).add(where));
  if (places.size < 2) return [];
  const found = [...places].map(([value, where]) => `${value} (${listed([...where].sort())})`).sort();
  const all = `${found.slice(0, -1).join(', ')} and ${found.at(-1)}`;
  return [{ code, path: '', message: `${what} is wanted, found ${all}.`, hint }];
}

/** A list of which no more than a few are named. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
