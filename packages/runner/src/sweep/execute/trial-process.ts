import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A command line to start. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface TrialProcess {
  /** Resolves when the process has ended. */
  readonly ended: Promise<{
    readonly exitCode: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly stderr: string;
  }>;
  send(signal: NodeJS.Signals): void;
}

/** Number of trailing characters of stderr to keep. */
const KEPT = 16_384;

/**
 * Starts a trial in its own process group, so that Ctrl-C in a terminal reaches it only once, from here.
 *
 * @param onEvent called for each line of its stdout that is a JSON object
 */
export function startTrial(launch: Launch, onEvent: (event: Readonly<Record<string, unknown>>) => void): TrialProcess {
  // The parent's id lets a trial notice that its parent is gone, see packages/cli/src/sweep/watch-parent.ts.
  const env = { ...process.env, ...launch.env, NOPROP_PARENT: String(process.pid) };
  const child = spawn(launch.command, [...launch.args], { detached: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr = (stderr + chunk).slice(-KEPT);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = parseEvent(line);
    if (event !== undefined) onEvent(event);
  });
  const ended: TrialProcess['ended'] = new Promise((resolve) => {
    child.on('error', (error) => resolve({ exitCode: null, signal: null, stderr: String(error) }));
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, stderr }));
  });
  return { ended, send: (signal) => void child.kill(signal) };
}

function parseEvent(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // A line printed by a plugin.
    return undefined;
  }
}
