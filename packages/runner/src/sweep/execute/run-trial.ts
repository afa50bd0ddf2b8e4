import { portableReason } from '../../run/portable-reason';
import { removeFailure, writeFailure } from '../folder/failure-record';
import { trialState } from '../folder/sweep-state';
import type { PlannedTrial } from '../sweep';
import type { SweepEvent, TrialName } from './events';
import { explainFailure } from './explain-failure';
import { prepareTrial } from './prepare-trial';
import { type Launch, startTrial, type TrialProcess } from './trial-process';

export interface TrialOutcome {
  readonly status: 'completed' | 'failed' | 'interrupted';
  readonly reason?: string;
  readonly accuracy: Readonly<Record<string, number>>;
  readonly seconds: number;
}

export interface TrialContext {
  /** The sweep's folder. */
  readonly folder: string;
  readonly slot: number;
  /** Command line that starts `noprop` with these arguments. */
  readonly launch: (args: readonly string[]) => Launch;
  readonly onEvent: (event: SweepEvent) => void;
  /** Called with the process once it has started, so that it can be sent signals. */
  readonly onProcess: (process: TrialProcess) => void;
  /** Whether the sweep is ending. Unfinished trials then count as interrupted, not failed. */
  readonly isEnding: () => boolean;
}

/** Runs one trial in its own process and, if it fails, records why. */
export async function runTrial(trial: PlannedTrial, context: TrialContext): Promise<TrialOutcome> {
  const { folder, slot, onEvent } = context;
  const began = performance.now();
  const name = trialName(trial);
  const finish = (status: TrialOutcome['status'], rest: Partial<TrialOutcome> = {}): TrialOutcome => ({
    status,
    accuracy: {},
    seconds: (performance.now() - began) / 1000,
    ...rest,
  });
  if (trial.broken !== undefined) {
    const reason = portableReason(trial.broken);
    writeFailure(folder, trial, { reason, exitCode: null, signal: null });
    return finish('failed', { reason });
  }
  const { args, resumed } = await prepareTrial(folder, trial);
  if (context.isEnding()) return finish('interrupted');
  onEvent({ event: 'trial-started', trial: name, slot, resumed });
  const process = startTrial(context.launch(args), (event) => forward(event, name, onEvent));
  context.onProcess(process);
  const { exitCode, signal, stderr } = await process.ended;
  const after = trialState(folder, trial, false);
  if (after.status === 'completed') return finish('completed', { accuracy: accuracies(after.result?.evaluation) });
  if (isInterruption(exitCode, signal) || context.isEnding()) return finish('interrupted');
  const own = after.status === 'failed' ? after.reason : undefined;
  const reason = explainFailure({
    exitCode,
    signal,
    stderr,
    plugins: trial.plugins,
    ...(own !== undefined && { reason: own }),
  });
  if (reason === own) removeFailure(folder, trial);
  else writeFailure(folder, trial, { reason, exitCode, signal });
  return finish('failed', { reason });
}

export const trialName = ({ id, name, seed, point }: PlannedTrial): TrialName => ({ id, name, seed, point });

/** Whether an exit code or signal means that the run was asked to stop. */
const isInterruption = (exitCode: number | null, signal: NodeJS.Signals | null): boolean =>
  [129, 130, 143].includes(exitCode ?? 0) || ['SIGHUP', 'SIGINT', 'SIGTERM'].includes(signal ?? '');

function accuracies(evaluation: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}) {
  const entries = Object.entries(evaluation).flatMap(([split, { accuracy }]) =>
    typeof accuracy === 'number' ? [[split, accuracy] as const] : [],
  );
  return Object.fromEntries(entries);
}

/** Forwards the run events that a sweep reports. */
function forward(event: Readonly<Record<string, unknown>>, trial: TrialName, onEvent: TrialContext['onEvent']): void {
  if (event.event === 'step') {
    const { step, steps, secondsLeft } = event as { step: number; steps: number; secondsLeft: number };
    onEvent({ event: 'trial-progress', trial, stage: 'train', done: step, total: steps, secondsLeft });
  } else if (event.event === 'evaluating') {
    const { done, total } = event as { done: number; total: number };
    onEvent({ event: 'trial-progress', trial, stage: 'evaluate', done, total });
  } else if (event.event === 'warning') {
    onEvent({ event: 'trial-warning', trial, message: String(event.message) });
  }
}
