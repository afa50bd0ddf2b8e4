import type { TrialState } from '@noprop/runner';
import { trialCount, trialLabel } from './trial-label';

/** One line a trial: the first digits of its id, how far it is, and what it is. */
export function renderTrials(trials: readonly TrialState[]): string {
  const lines = trials.map((trial) => `${trial.id.slice(0, 8)}  ${trial.status.padEnd(11)}  ${trialLabel(trial)}`);
  return `${lines.join('\n')}\n${trialCount(trials.length)}\n`;
}
