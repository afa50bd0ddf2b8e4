/** `a, b, c, d, e and 124 more`: names at most five items of a list. */
export function fewNames(names: readonly string[], most = 5): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
