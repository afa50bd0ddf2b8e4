import { type Sweep, shardUnits } from '@noprop/runner';
import { checkOnly, type SweepFlags } from './perform-sweep';
import { stateOfSweep } from './sweep-folder';
import { trialCount, trialLabel } from './trial-label';

/**
 * The trials that a command would consider, each with its status: for people, or as JSON.
 *
 * @throws NopropError `no_trial` if no trial's name contains `only`
 */
export function listTrials(sweep: Sweep, { out, shard, only, json }: SweepFlags): string {
  if (only !== undefined) checkOnly(sweep, only);
  const all = stateOfSweep(sweep, out).trials;
  const units = shard === undefined ? undefined : new Set(shardUnits(all, shard));
  const trials = all.filter(({ id, name }) => (units?.has(id) ?? true) && name.includes(only ?? ''));
  if (json) return `${JSON.stringify(trials)}\n`;
  const lines = trials.map((trial) => `${trial.id.slice(0, 8)}  ${trial.status.padEnd(11)}  ${trialLabel(trial)}\n`);
  return `${lines.join('')}${trialCount(trials.length)}\n`;
}
