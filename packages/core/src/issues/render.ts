import { distance } from 'fastest-levenshtein';
import type { Issue } from './issue';

/** `file:line:col  path  Sentence. Hint. [code]`, leaving out what is not known. */
export function renderIssue(issue: Issue): string {
  const place = [issue.file, issue.range?.line, issue.range?.column].filter((part) => part !== undefined).join(':');
  const sentence = issue.hint === undefined ? issue.message : `${issue.message} ${issue.hint}`;
  return [place, issue.path, sentence, `[${issue.code}]`].filter((part) => part !== '').join('  ');
}

/** One line an issue, in the order of their positions. */
export function renderIssues(issues: readonly Issue[]): string {
  return sortIssues(issues).map(renderIssue).join('\n');
}

/** By file, line, column, then path; issues without a position first. */
export function sortIssues(issues: readonly Issue[]): readonly Issue[] {
  return [...issues].sort(
    (a, b) =>
      compare(a.file ?? '', b.file ?? '') ||
      (a.range?.line ?? 0) - (b.range?.line ?? 0) ||
      (a.range?.column ?? 0) - (b.range?.column ?? 0) ||
      compare(a.path, b.path),
  );
}

/** `Did you mean "x"?` for the nearest choice, if one is near enough to be a slip of the fingers. */
export function didYouMean(found: string, choices: Iterable<string>): string | undefined {
  let best: { choice: string; edits: number } | undefined;
  for (const choice of choices) {
    // Punctuation decides between equals: "adamw" means "adam-w" rather than "adam".
    const edits =
      distance(found.toLowerCase(), choice.toLowerCase()) + distance(letters(found), letters(choice)) / 1000;
    if (best === undefined || edits < best.edits) best = { choice, edits };
  }
  // As many edits as letters would make any word of any other.
  const limit = Math.min(Math.max(2, Math.floor(found.length / 3)), found.length - 1);
  return best !== undefined && Math.floor(best.edits) <= limit ? `Did you mean "${best.choice}"?` : undefined;
}

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
