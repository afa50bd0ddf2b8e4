import type { SweepState, TrialState } from '@noprop/runner';
import { renderComparison } from '../compare/render';
import { compareSweep } from './comparison';
import { sweepRecord } from './sweep-record';
import { trialCount, trialLabel } from './trial-label';

const order = ['completed', 'running', 'interrupted', 'failed', 'stopped', 'missing'] as const;

/** The state of a sweep for people: counts, running and interrupted trials, results so far, failures with reasons. */
export function renderStatus(state: SweepState): string {
  const { name, trials, isRunning, folder } = state;
  const counts = order.map((status) => `${of(trials, status).length} ${status}`).join(', ');
  const lines = [`${name}: ${trialCount(trials.length)}: ${counts}${isRunning ? '; the sweep is running' : ''}`];
  for (const trial of of(trials, 'running')) lines.push(`running  ${trialLabel(trial)}`);
  for (const trial of of(trials, 'interrupted')) lines.push(`interrupted  ${trialLabel(trial)}`);
  const text = `${lines.join('\n')}\n`;
  const results = of(trials, 'completed').length > 0 ? `\n${renderComparison(compareSweep(sweepRecord(folder)))}` : '';
  return `${text}${results}${renderFailures(state)}`;
}

/** The failed trials, each with its reason and the command that runs it alone. */
export function renderFailures({ trials }: Pick<SweepState, 'trials'>): string {
  const failed = of(trials, 'failed');
  if (failed.length === 0) return '';
  const lines = failed.flatMap((trial) => [
    `failed  ${trialLabel(trial)}`,
    ...(trial.reason ?? '').split('\n').map((line) => `        ${line}`),
    `        ${trial.command}`,
  ]);
  return `\n${lines.join('\n')}\n`;
}

const of = (trials: readonly TrialState[], chosen: TrialState['status']): TrialState[] =>
  trials.filter(({ status }) => status === chosen);
