import { distance } from 'fastest-levenshtein';
import type { Issue } from './issue';

/** `file:line:col  path  Message. Hint.  [code]`, leaving out unknown parts. */
export function renderIssue(issue: Issue): string {
  const place = [issue.file, issue.range?.line, issue.range?.column].filter((part) => part !== undefined).join(':');
  const text = issue.hint === undefined ? issue.message : `${issue.message} ${issue.hint}`;
  return [place, issue.path, text, `[${issue.code}]`].filter((part) => part !== '').join('  ');
}

/** One line per issue, sorted by position. */
export function renderIssues(issues: readonly Issue[]): string {
  return sortIssues(issues).map(renderIssue).join('\n');
}

/** Sorts by file, line, column, then path; issues without a position come first. */
export function sortIssues(issues: readonly Issue[]): readonly Issue[] {
  return [...issues].sort(
    (a, b) =>
      compare(a.file ?? '', b.file ?? '') ||
      (a.range?.line ?? 0) - (b.range?.line ?? 0) ||
      (a.range?.column ?? 0) - (b.range?.column ?? 0) ||
      compare(a.path, b.path),
  );
}

/** `Did you mean "x"?` for the nearest choice, if it is close enough to be a typo. */
export function didYouMean(found: string, choices: Iterable<string>): string | undefined {
  let best: { choice: string; edits: number } | undefined;
  for (const choice of choices) {
    // Ties are broken by letters alone: "adamw" means "adam-w" rather than "adam".
    const edits =
      distance(found.toLowerCase(), choice.toLowerCase()) + distance(letters(found), letters(choice)) / 1000;
    if (best === undefined || edits < best.edits) best = { choice, edits };
  }
  // With as many edits as letters, any word could become any other.
  const limit = Math.min(Math.max(2, Math.floor(found.length / 3)), found.length - 1);
  return best !== undefined && Math.floor(best.edits) <= limit ? `Did you mean "${best.choice}"?` : undefined;
}

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
