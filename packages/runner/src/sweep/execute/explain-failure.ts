import { portableReason } from '../../run/portable-reason';

/** How a trial's process ended. */
export interface TrialEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of what it wrote to stderr. */
  readonly stderr: string;
  /** The reason in its result, if any. */
  readonly reason?: string;
  /** Names of the plugins it used. */
  readonly plugins: readonly string[];
}

/** Explains why a trial failed in a sentence or two that make sense on any machine. */
export const explainFailure = (end: TrialEnd): string => portableReason(explain(end));

function explain({ exitCode, signal, stderr, reason, plugins }: TrialEnd): string {
  const output = `${reason ?? ''}\n${stderr}`;
  if (HEAP.test(stderr)) {
    return 'Out of memory: the JavaScript heap reached its limit. Raise it with NODE_OPTIONS=--max-old-space-size=<MiB>, or make the trial smaller.';
  }
  const exhausted = lineOf(output, DEVICE);
  if (exhausted !== undefined) return `Out of memory on the device: ${exhausted} ${SMALLER}`;
  const refused = lineOf(output, BUFFER);
  if (refused !== undefined) return `Out of memory: ${refused} ${SMALLER}`;
  if (signal === 'SIGKILL') {
    return 'Killed by the system (SIGKILL), most likely because the machine ran out of memory. Run fewer trials at once (--jobs), or make the trial smaller.';
  }
  const error = lineOf(output, ERROR);
  const culprit = plugins.find((name) => stderr.includes(`node_modules/${name}/`));
  if (culprit !== undefined && error !== undefined) return `The plugin "${culprit}" failed: ${error}`;
  if (reason !== undefined) return reason;
  const issues = stderr.split('\n').filter((line) => ISSUE.test(line));
  if (issues.length > 0) return issues.join('\n');
  const end = signal === null ? `exited with code ${exitCode}` : `was killed by ${signal}`;
  const last = error ?? stderr.trimEnd().split('\n').at(-1)?.trim();
  return last === undefined || last === '' ? `The process ${end}.` : `The process ${end}: ${last}`;
}

const HEAP = /JavaScript heap out of memory/;
const DEVICE = /RESOURCE_EXHAUSTED|ResourceExhausted|OOM when allocating/;
const BUFFER = /Array buffer allocation failed|Invalid (typed )?array length|std::bad_alloc|Cannot allocate memory/;
const ERROR = /^(?:Uncaught )?\w*Error: /;
const ISSUE = / {2}\[[a-z_]+\]$/;
const SMALLER = 'Reduce training.batchSize, the blocks or the data.';

/** The first matching line, as a sentence. */
function lineOf(text: string, pattern: RegExp): string | undefined {
  const line = text.split('\n').find((each) => pattern.test(each));
  return line === undefined
    ? undefined
    : `${line
        .trim()
        .replace(/^Uncaught /, '')
        .replace(/\.$/, '')}.`;
}
