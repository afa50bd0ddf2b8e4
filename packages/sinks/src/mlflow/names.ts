/**
 * A name as MLflow takes it: letters, digits, `_ - . / :` and spaces, at most 250, and a path that means itself. Other
 * characters become `_`.
 */
export function mlflowName(name: string): string {
  const parts = name.replace(/[^A-Za-z0-9_\-. /:]/g, '_').split('/');
  return parts
    .map((part) => (/^\.{0,2}$/.test(part) ? '_'.repeat(Math.max(1, part.length)) : part))
    .join('/')
    .slice(0, LONGEST_NAME)
    .replace(/\/$/, '_');
}

const LONGEST_NAME = 250;
