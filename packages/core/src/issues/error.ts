import type { Issue } from './issue';
import { renderIssues } from './render';

/** Exit codes of the command line. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  outOfTolerance: 3,
  backendMissing: 4,
  interrupted: 130,
} as const;

/** An expected failure: carries its issues and the exit code it leads to. */
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
