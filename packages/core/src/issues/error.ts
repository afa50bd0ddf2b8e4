import type { Issue } from './issue';
import { renderIssues } from './render';

/** Exit codes of the `noprop` command. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  outOfTolerance: 3,
  backendMissing: 4,
  interrupted: 130,
} as const;

/** An expected failure, with its issues and the exit code of the process. */
export class NopropError extends Error {
  readonly issues: readonly Issue[];
  readonly exitCode: number;

  constructor(issues: Issue | readonly Issue[], exitCode: number = exitCodes.failed) {
    const list = Array.isArray(issues) ? (issues as readonly Issue[]) : [issues as Issue];
    super(renderIssues(list));
    this.name = 'NopropError';
    this.issues = list;
    this.exitCode = exitCode;
  }
}
