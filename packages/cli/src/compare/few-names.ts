/** `a, b, c, d, e and 124 more`: a list of which no more than five are named. */
export function fewNames(names: readonly string[], most = 5): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
