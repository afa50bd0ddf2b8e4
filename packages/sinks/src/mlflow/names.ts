/**
 * Converts a name to one that MLflow accepts: at most 250 letters, digits, `_ - . / :` and spaces, and no empty, `.` or
 * `..` path segment. Other characters become `_`.
 */
export function mlflowName(name: string): string {
  const segments = name.replace(/[^A-Za-z0-9_\-. /:]/g, '_').split('/');
  return segments
    .map((segment) => (/^\.{0,2}$/.test(segment) ? '_'.repeat(Math.max(1, segment.length)) : segment))
    .join('/')
    .slice(0, LONGEST_NAME)
    .replace(/\/$/, '_');
}

const LONGEST_NAME = 250;
